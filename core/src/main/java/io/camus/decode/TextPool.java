package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A small cache of strings by their UTF-8 bytes, for the few names that a topic repeats. A name has
 * two possible slots; a new one evicts the older of the two, so the table never grows.
 */
final class TextPool {
  private static final int PLACE_BITS = 10;
  private static final int PLACES = 1 << PLACE_BITS;

  /** Fibonacci hashing: names that differ in a digit are spread far apart. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int LONGEST_BYTES = 128;

  private final byte[][] keys = new byte[PLACES][];
  private final String[] texts = new String[PLACES];

  /** The string of some bytes, from the table if it is short enough. */
  String text(byte[] bytes, int offset, int length) {
    if (length > LONGEST_BYTES) {
      return fresh(bytes, offset, length);
    }
    int newer = (int) (hash(bytes, offset, length) >>> (Long.SIZE - PLACE_BITS)) & ~1;
    int older = newer + 1;
    if (holds(newer, bytes, offset, length)) {
      return texts[newer];
    }
    if (holds(older, bytes, offset, length)) {
      return texts[older];
    }
    keys[older] = keys[newer];
    texts[older] = texts[newer];
    keys[newer] = Arrays.copyOfRange(bytes, offset, offset + length);
    texts[newer] = fresh(bytes, offset, length);
    return texts[newer];
  }

  /** A hash with the best distribution in the highest bits; eight bytes at a time. */
  static long hash(byte[] bytes, int offset, int length) {
    long hash = length;
    int at = offset;
    int end = offset + length;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      hash = (hash ^ EightBytes.at(bytes, at)) * SPREAD;
      hash ^= hash >>> 32;
    }
    if (length >= Long.BYTES) {
      // The last eight, which may overlap with earlier ones.
      return (hash ^ EightBytes.at(bytes, end - Long.BYTES)) * SPREAD;
    }
    for (; at < end; at++) {
      hash = hash << Byte.SIZE | (bytes[at] & 0xFF);
    }
    return hash * SPREAD;
  }

  private boolean holds(int place, byte[] bytes, int offset, int length) {
    byte[] key = keys[place];
    return key != null && key.length == length && EightBytes.same(key, 0, bytes, offset, length);
  }

  /** Creates the string of some bytes. */
  String fresh(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, UTF_8);
  }
}
