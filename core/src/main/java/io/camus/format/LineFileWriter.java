package io.camus.format;

import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;

/** An open file of delimited records, which are buffered. */
final class LineFileWriter implements FileFormat.Writer {
  private final GuardedOutput out;
  private final OutputStream compressed;
  private final byte[] delimiter;
  private final byte[] collected;
  private int length;

  /**
   * @param out the file
   * @param compressed compresses into {@code out}
   * @param collectedBytes buffer size; longer records are written directly
   */
  LineFileWriter(GuardedOutput out, OutputStream compressed, byte[] delimiter, int collectedBytes) {
    this.out = out;
    this.compressed = compressed;
    this.delimiter = delimiter;
    this.collected = new byte[collectedBytes];
  }

  @Override
  public void append(Datum datum) throws IOException {
    out.requireIntact();
    collect(datum.bytes, datum.offset, datum.length);
    collect(delimiter, 0, delimiter.length);
  }

  private void collect(byte[] bytes, int offset, int count) throws IOException {
    if (count > collected.length - length) {
      passOn();
      if (count > collected.length) {
        compressed.write(bytes, offset, count);
        return;
      }
    }
    System.arraycopy(bytes, offset, collected, length, count);
    length += count;
  }

  private void passOn() throws IOException {
    int count = length;
    length = 0;
    if (count > 0) {
      compressed.write(collected, 0, count);
    }
  }

  @Override
  public void close() throws IOException {
    try (out;
        compressed) {
      passOn();
    }
  }
}
