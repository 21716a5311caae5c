package io.camus.digest;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The digest of the records of an offset range as Kafka held them: the offset, the key and the
 * value of each, null told from empty. Timestamps and headers take no part. Two pulls of a range
 * that saw the same records have the same digest, however either was cut into polls. For one
 * thread.
 *
 * <p>On the hot path: nothing is allocated.
 */
public final class SourceDigest {
  private final CRC32C crc = new CRC32C();
  private long sum;

  /**
   * The number that stands for a record; it counts only once it is {@link #add added}. Buffers keep
   * their position.
   *
   * @param key backed by an accessible array, or null
   * @param value backed by an accessible array, or null
   */
  public long of(long offset, ByteBuffer key, ByteBuffer value) {
    return Mixing.mix(Mixing.mix(Mixing.mix(offset) + ofBytes(key)) + ofBytes(value));
  }

  private long ofBytes(ByteBuffer bytes) {
    if (bytes == null) {
      return Mixing.NULL;
    }
    crc.reset();
    crc.update(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    return Mixing.ofBytes(crc.getValue(), bytes.remaining());
  }

  /** Counts a record. */
  public void add(long record) {
    sum += record;
  }

  /** In its written form: {@code sum64:00c0ffee00c0ffee}. */
  public String text() {
    return Mixing.text(sum);
  }
}
