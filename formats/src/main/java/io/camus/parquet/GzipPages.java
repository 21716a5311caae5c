package io.camus.parquet;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Parquet's {@code GZIP}: one member a page. Native memory is freed by garbage collection.
 *
 * <p>Source: RFC 1952.
 */
final class GzipPages implements PageCodec {
  private static final Cleaner CLEANER = Cleaner.create();

  /** Magic number, deflate; no flags, no time, no extra flags, an unknown system. */
  private static final byte[] HEAD = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

  private static final int TAIL_BYTES = 8;

  private final Deflater deflater;
  private final CRC32 crc = new CRC32();

  GzipPages(int level) {
    deflater = new Deflater(level, true);
    CLEANER.register(this, deflater::end);
  }

  /** Source: zlib's {@code deflateBound} for any settings. */
  @Override
  public long bound(int length) {
    return HEAD.length + length + (length >> 3) + (length >> 8) + 64L + TAIL_BYTES;
  }

  @Override
  public int compress(byte[] page, int length, byte[] into) {
    System.arraycopy(HEAD, 0, into, 0, HEAD.length);
    deflater.reset();
    deflater.setInput(page, 0, length);
    deflater.finish();
    int end =
        HEAD.length + deflater.deflate(into, HEAD.length, into.length - HEAD.length - TAIL_BYTES);
    if (!deflater.finished()) {
      throw new IllegalStateException("deflate exceeds its bound");
    }
    crc.reset();
    crc.update(page, 0, length);
    ByteBuffer.wrap(into, end, TAIL_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) crc.getValue())
        .putInt(length);
    return end + TAIL_BYTES;
  }
}
