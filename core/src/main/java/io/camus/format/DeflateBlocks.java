package io.camus.format;

import java.io.IOException;
import java.util.Locale;
import java.util.zip.Deflater;

/** Avro's {@code deflate}: RFC 1951 without a frame around it. */
final class DeflateBlocks implements BlockCodec {
  private static final int ENDS = 64;

  private final Deflater deflater;

  DeflateBlocks(int level) {
    deflater = new Deflater(level, true);
  }

  /** An upper bound for incompressible input: 9 bits per 8, and block headers. */
  @Override
  public long bound(int length) {
    return length + length / 8L + length / 64L + ENDS;
  }

  @Override
  public int compress(byte[] block, int offset, int length, byte[] into, int at)
      throws IOException {
    deflater.reset();
    deflater.setInput(block, offset, length);
    deflater.finish();
    int count = deflater.deflate(into, at, into.length - at);
    if (!deflater.finished()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "deflate produced more than %d bytes from a block of %d",
              count,
              length));
    }
    return count;
  }
}
