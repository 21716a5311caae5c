package io.camus.format;

import io.camus.spi.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;

/** An open file of delimited records. */
final class LineFileWriter implements FileFormat.Writer {
  private final GuardedOutput out;
  private final OutputStream lines;
  private final byte[] delimiter;

  /**
   * @param out the file
   * @param lines buffers and compresses into {@code out}
   */
  LineFileWriter(GuardedOutput out, OutputStream lines, byte[] delimiter) {
    this.out = out;
    this.lines = lines;
    this.delimiter = delimiter;
  }

  @Override
  public void append(Datum datum) throws IOException {
    out.requireIntact();
    lines.write(datum.bytes, datum.offset, datum.length);
    lines.write(delimiter, 0, delimiter.length);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      lines.close();
    }
  }
}
