package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A small table from UTF-8 bytes to their string, so that the few names that a topic repeats for
 * ever are made once. A name has two places; a new one there pushes out the one that came into use
 * before the other, so the table never grows.
 */
final class TextPool {
  private static final int PLACE_BITS = 10;
  private static final int PLACES = 1 << PLACE_BITS;

  /** Fibonacci hashing: names that differ in a digit get places far apart. */
  private static final int SPREAD = 0x9E3779B9;

  private static final int LONGEST_BYTES = 128;

  private final byte[][] keys = new byte[PLACES][];
  private final String[] texts = new String[PLACES];

  /** The string of some bytes, from the table if it is short enough. */
  String text(byte[] bytes, int offset, int length) {
    if (length > LONGEST_BYTES) {
      return fresh(bytes, offset, length);
    }
    int hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = hash * 31 + bytes[i];
    }
    int newer = ((hash * SPREAD) >>> (Integer.SIZE - PLACE_BITS)) & ~1;
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

  private boolean holds(int place, byte[] bytes, int offset, int length) {
    byte[] key = keys[place];
    return key != null && Arrays.equals(key, 0, key.length, bytes, offset, offset + length);
  }

  /** The string of some bytes, made now. */
  String fresh(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, UTF_8);
  }
}
