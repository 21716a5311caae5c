package io.camus.digest;

import io.camus.spi.Decoded.Datum;
import java.nio.ByteBuffer;

/**
 * The digest of the records of an offset range as Kafka held them: offset, key and value of each
 * record, with null distinct from empty. Timestamps and headers are ignored. Two pulls of a range
 * with the same records have the same digest, however they were split into polls. Not thread-safe.
 *
 * <p>On the hot path: nothing is allocated.
 */
public final class SourceDigest {
  private final ValueChecksum checksum = new ValueChecksum();
  private long sum;

  /**
   * The number of a record, which counts only when it is {@link #add added}. Buffers keep their
   * position.
   *
   * @param key backed by an accessible array, or null
   * @param value backed by an accessible array, or null
   */
  public long of(long offset, ByteBuffer key, ByteBuffer value) {
    return of(offset, key, ofBytes(value));
  }

  /**
   * The number of a decoded record; also sets the datum's checksum.
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

  /** Its text form: {@code sum64:00c0ffee00c0ffee}. */
  public String text() {
    return Mixing.text(sum);
  }
}
