package io.camus.wiring;

import io.camus.config.Provider;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The file format of a plug-in. What it throws becomes an exception that names the plug-in, unless
 * the file's stream failed. A failure of the stream that the plug-in swallows is thrown by the same
 * call: no record is lost silently.
 */
record GuardedFormat(Provider provider, FileFormat format) implements FileFormat {
  @Override
  public String extension() {
    return PlugInParts.call(provider, format::extension);
  }

  @Override
  public long openBytes() {
    return PlugInParts.call(provider, format::openBytes);
  }

  @Override
  public Optional<byte[]> delimiter() {
    return PlugInParts.call(provider, format::delimiter);
  }

  @Override
  public Optional<SchemaCheck> schemaCheck() {
    return PlugInParts.call(provider, format::schemaCheck)
        .map(check -> schema -> PlugInParts.call(provider, () -> check.refusal(schema)));
  }

  @Override
  public FileFormat.Writer create(
      OutputStream out, Optional<Schema> schema, Map<String, String> metadata) throws IOException {
    Guard guard = new Guard(provider, new WatchedOutput(out));
    FileFormat.Writer[] writer = new FileFormat.Writer[1];
    guard.run(() -> writer[0] = format.create(guard.out(), schema, metadata));
    return new GuardedWriter(guard, writer[0]);
  }

  /** A call of the plug-in's writer. */
  @FunctionalInterface
  private interface Call {
    void run() throws IOException;
  }

  private record Guard(Provider provider, WatchedOutput out) {
    void run(Call call) throws IOException {
      try {
        call.run();
      } catch (IOException | RuntimeException | Error e) {
        out.requireIntact();
        throw PlugInParts.failed(provider, e);
      }
      out.requireIntact();
    }
  }

  private record GuardedWriter(Guard guard, FileFormat.Writer writer) implements FileFormat.Writer {
    @Override
    public void append(Datum datum) throws IOException {
      guard.run(() -> writer.append(datum));
    }

    @Override
    public long buffered() {
      return PlugInParts.call(guard.provider(), writer::buffered);
    }

    @Override
    public void flush() throws IOException {
      guard.run(writer::flush);
    }

    @Override
    public void close() throws IOException {
      guard.run(writer::close);
    }
  }

  /** A stream that remembers its first failure. */
  private static final class WatchedOutput extends FilterOutputStream {
    private Optional<IOException> failure = Optional.empty();

    WatchedOutput(OutputStream out) {
      super(out);
    }

    void requireIntact() throws IOException {
      if (failure.isPresent()) {
        throw failure.get();
      }
    }

    private void watched(Call call) throws IOException {
      try {
        call.run();
      } catch (IOException e) {
        failure = failure.or(() -> Optional.of(e));
        throw e;
      }
    }

    @Override
    public void write(int b) throws IOException {
      watched(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      watched(() -> out.write(bytes, offset, count));
    }

    @Override
    public void flush() throws IOException {
      watched(out::flush);
    }

    @Override
    public void close() throws IOException {
      watched(out::close);
    }
  }
}
