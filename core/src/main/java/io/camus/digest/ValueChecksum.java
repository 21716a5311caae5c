package io.camus.digest;

import io.camus.spi.Decoded.Datum;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Computes the CRC32C of a record's value and of its datum in one pass, if the datum is the end of
 * the value. Not thread-safe.
 *
 * <p>A CRC is linear: the CRC of header plus datum, XORed with the CRC of the datum alone, depends
 * only on the header and the datum's length. Most records of a topic have the same header of the
 * registry's wire format, so this number is cached for each length.
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

  /** By length: the contribution of the header, with {@link #KNOWN}; 0 if unknown. */
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
   * @param datum the decoded value; its checksum is set
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

  /** Whether a value has the known header; a frequent other one replaces it. */
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
