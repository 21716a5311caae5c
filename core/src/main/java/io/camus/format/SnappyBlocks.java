package io.camus.format;

import java.io.IOException;
import java.util.zip.CRC32;
import org.xerial.snappy.Snappy;

/** Avro's {@code snappy}: Snappy's raw format, then the CRC-32 of the block, big-endian. */
final class SnappyBlocks implements BlockCodec {
  private final CRC32 crc = new CRC32();

  /** Source: Snappy's {@code MaxCompressedLength}. */
  @Override
  public long bound(int length) {
    return 32L + length + length / 6L + Integer.BYTES;
  }

  @Override
  public int compress(byte[] block, int offset, int length, byte[] into, int at)
      throws IOException {
    int count = Snappy.compress(block, offset, length, into, at);
    crc.reset();
    crc.update(block, offset, length);
    int checksum = (int) crc.getValue();
    for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      into[at + count] = (byte) (checksum >>> shift);
      count++;
    }
    return count;
  }
}
