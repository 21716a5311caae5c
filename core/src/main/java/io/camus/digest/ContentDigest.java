package io.camus.digest;

import java.util.zip.CRC32C;

/**
 * The digest of a file's records before compression: the bytes of each Avro datum, or of each line
 * without its delimiter. It depends on the number of equal records, but not on their order. Not
 * thread-safe.
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

  /** Adds bytes of a record that arrives in pieces. */
  public void update(byte[] bytes, int offset, int count) {
    crc.update(bytes, offset, count);
    length += count;
  }

  /** Completes a record that arrived in pieces. */
  public void endRecord() {
    sum += Mixing.mix(Mixing.ofBytes(crc.getValue(), length));
    crc.reset();
    length = 0;
  }

  /** Its text form: {@code sum64:00c0ffee00c0ffee}. */
  public String text() {
    return Mixing.text(sum);
  }
}
