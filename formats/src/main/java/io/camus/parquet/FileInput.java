package io.camus.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A copy of a stream that can be read from anywhere: in memory if it is small, else a temporary
 * file, which is deleted when this is closed.
 */
final class FileInput implements InputFile, AutoCloseable {
  private static final int IN_MEMORY_BYTES = 16 << 20;

  private final byte[] bytes;
  private final Path spool;
  private final InputFile file;

  private FileInput(byte[] bytes, Path spool) {
    this.bytes = bytes;
    this.spool = spool;
    this.file = spool == null ? null : new LocalInputFile(spool);
  }

  /** Copies a stream to its end. */
  static FileInput copy(InputStream in) throws IOException {
    byte[] head = in.readNBytes(IN_MEMORY_BYTES + 1);
    if (head.length <= IN_MEMORY_BYTES) {
      return new FileInput(head, null);
    }
    Path spool = Files.createTempFile("camus-", ".parquet");
    try (OutputStream out = Files.newOutputStream(spool)) {
      out.write(head);
      in.transferTo(out);
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(spool);
      throw e;
    }
    return new FileInput(null, spool);
  }

  /** The temporary file, if there is one. */
  Optional<Path> spool() {
    return Optional.ofNullable(spool);
  }

  @Override
  public long getLength() throws IOException {
    return file == null ? bytes.length : file.getLength();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return file == null ? new InMemory(new Positioned(bytes)) : file.newStream();
  }

  @Override
  public void close() throws IOException {
    if (spool != null) {
      Files.deleteIfExists(spool);
    }
  }

  /** Bytes with a position that can be set. */
  private static final class Positioned extends ByteArrayInputStream {
    Positioned(byte[] bytes) {
      super(bytes);
    }

    int position() {
      return pos;
    }

    void position(int position) {
      pos = Math.min(position, count);
    }
  }

  /** The stream in memory. */
  private static final class InMemory extends DelegatingSeekableInputStream {
    private final Positioned in;

    InMemory(Positioned in) {
      super(in);
      this.in = in;
    }

    @Override
    public long getPos() {
      return in.position();
    }

    @Override
    public void seek(long position) {
      in.position(Math.toIntExact(position));
    }
  }
}
