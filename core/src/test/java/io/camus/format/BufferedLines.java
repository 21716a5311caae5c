package io.camus.format;

import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Lines that are buffered until a flush or the close, as a columnar format does. */
public final class BufferedLines implements FileFormat {
  private final long recordBytes;
  private int flushes;
  private long buffered;
  private long mostBuffered;

  /**
   * @param recordBytes what each buffered record counts as
   */
  public BufferedLines(long recordBytes) {
    this.recordBytes = recordBytes;
  }

  /** How often a buffer with records was flushed while its file was open. */
  public int flushes() {
    return flushes;
  }

  /** The most that open files had buffered together. */
  public long mostBuffered() {
    return mostBuffered;
  }

  @Override
  public String extension() {
    return ".txt";
  }

  @Override
  public long openBytes() {
    return 0;
  }

  @Override
  public Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata) {
    return new Buffer(out);
  }

  private final class Buffer implements Writer {
    private final OutputStream out;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private long records;

    Buffer(OutputStream out) {
      this.out = out;
    }

    @Override
    public void append(Datum datum) {
      lines.write(datum.bytes, datum.offset, datum.length);
      lines.write('\n');
      records++;
      buffered += recordBytes;
      mostBuffered = Math.max(mostBuffered, buffered);
    }

    @Override
    public long buffered() {
      return records * recordBytes;
    }

    @Override
    public void flush() throws IOException {
      flushes += records > 0 ? 1 : 0;
      writeLines();
    }

    private void writeLines() throws IOException {
      lines.writeTo(out);
      lines.reset();
      buffered -= records * recordBytes;
      records = 0;
    }

    @Override
    public void close() throws IOException {
      try (out) {
        writeLines();
      }
    }
  }
}
