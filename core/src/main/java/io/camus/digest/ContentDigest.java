package io.camus.digest;

import java.util.zip.CRC32C;

/**
 * The digest of the records of a file as its format holds them, before any compression: the bytes
 * of each Avro datum, of each line without its delimiter. It takes the number of equal records into
 * account, not their order. For one thread.
 *
 * <p>On the hot path: nothing is allocated.
 */
public final class ContentDigest {
  private final CRC32C crc = new CRC32C();
  private long length;
  private long sum;

  /** Adds a record. */
  public void add(byte[] bytes, int offset, int count) {
    update(bytes, offset, count);
    endRecord();
  }

  /**
   * Adds a record whose checksum is known.
   *
   * @param crc32c of its bytes
   */
  public void add(long crc32c, int count) {
    sum += Mixing.mix(Mixing.ofBytes(crc32c, count));
  }

  /** The next bytes of a record that comes piece by piece. */
  public void update(byte[] bytes, int offset, int count) {
    crc.update(bytes, offset, count);
    length += count;
  }

  /** Adds the record whose pieces have come since the last one. */
  public void endRecord() {
    sum += Mixing.mix(Mixing.ofBytes(crc.getValue(), length));
    crc.reset();
    length = 0;
  }

  /** In its written form: {@code sum64:00c0ffee00c0ffee}. */
  public String text() {
    return Mixing.text(sum);
  }
}
