package io.camus.digest;

import io.camus.spi.Decoded.Datum;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The CRC32C of records' values and of their data, for one pass over the bytes where a datum is the
 * end of its value. For one thread.
 *
 * <p>A CRC is linear: that of a head and a datum behind it, combined by exclusive or with that of
 * the datum alone, is a number that depends on the head and the datum's length and on nothing else.
 * Most records of a topic have the same head, of the registry's wire format, so the number is kept
 * for each length.
 */
final class ValueChecksum {
  /** A zero byte and a schema's id. */
  private static final int HEAD_BYTES = 5;

  private static final int LONGEST = 1 << 12;
  private static final int MISSES = 1 << 10;
  private static final long KNOWN = 1L << Integer.SIZE;

  private final CRC32C crc = new CRC32C();
  private long head;
  private int misses;

  /** By length: what the head adds, with {@link #KNOWN}; 0 if that is not known yet. */
  private long[] added = {};

  /** The CRC32C of some bytes. */
  long of(byte[] bytes, int offset, int count) {
    crc.reset();
    crc.update(bytes, offset, count);
    return crc.getValue();
  }

  /**
   * The CRC32C of a value.
   *
   * @param datum what was made of the value, with its own checksum
   */
  long of(ByteBuffer value, Datum datum) {
    int start = value.arrayOffset() + value.position();
    int headBytes = datum.offset - start;
    if (datum.bytes == value.array() && headBytes + datum.length == value.remaining()) {
      if (headBytes == 0) {
        return datum.crc32c;
      } else if (headBytes == HEAD_BYTES && datum.length < LONGEST && isHead(datum.bytes, start)) {
        return (added(datum, start) ^ datum.crc32c) & (KNOWN - 1);
      }
    }
    return of(value.array(), start, value.remaining());
  }

  private long added(Datum datum, int start) {
    if (datum.length >= added.length) {
      added = Arrays.copyOf(added, Integer.highestOneBit(datum.length | 1) * 2);
    }
    if (added[datum.length] == 0) {
      long whole = of(datum.bytes, start, HEAD_BYTES + datum.length);
      added[datum.length] = KNOWN | (whole ^ datum.crc32c);
    }
    return added[datum.length];
  }

  /** Whether a value has the head that is known; one that is often met takes its place. */
  private boolean isHead(byte[] bytes, int start) {
    long found = 0;
    for (int i = 0; i < HEAD_BYTES; i++) {
      found = found << Byte.SIZE | (bytes[start + i] & 0xFF);
    }
    if (found == head) {
      misses = 0;
      return true;
    }
    misses++;
    if (added.length > 0 && misses < MISSES) {
      return false;
    }
    head = found;
    added = new long[1];
    misses = 0;
    return true;
  }
}
