package io.camus.digest;

import io.camus.spi.Decoded.Datum;
import java.nio.ByteBuffer;

/**
 * The digest of the records of an offset range as Kafka held them: the offset, the key and the
 * value of each, null told from empty. Timestamps and headers take no part. Two pulls of a range
 * that saw the same records have the same digest, however either was cut into polls. For one
 * thread.
 *
 * <p>On the hot path: nothing is allocated.
 */
public final class SourceDigest {
  private final ValueChecksum checksum = new ValueChecksum();
  private long sum;

  /**
   * The number that stands for a record; it counts only once it is {@link #add added}. Buffers keep
   * their position.
   *
   * @param key backed by an accessible array, or null
   * @param value backed by an accessible array, or null
   */
  public long of(long offset, ByteBuffer key, ByteBuffer value) {
    return of(offset, key, ofBytes(value));
  }

  /**
   * The number that stands for a record that a datum was made of, which learns its own checksum.
   *
   * @param key backed by an accessible array, or null
   * @param value backed by an accessible array, or null
   */
  public long of(long offset, ByteBuffer key, ByteBuffer value, Datum datum) {
    datum.crc32c = checksum.of(datum.bytes, datum.offset, datum.length);
    return of(
        offset,
        key,
        value == null ? Mixing.NULL : Mixing.ofBytes(checksum.of(value, datum), value.remaining()));
  }

  private long of(long offset, ByteBuffer key, long value) {
    return Mixing.mix(Mixing.mix(Mixing.mix(offset) + ofBytes(key)) + value);
  }

  private long ofBytes(ByteBuffer bytes) {
    if (bytes == null) {
      return Mixing.NULL;
    }
    int start = bytes.arrayOffset() + bytes.position();
    long crc = checksum.of(bytes.array(), start, bytes.remaining());
    return Mixing.ofBytes(crc, bytes.remaining());
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
