package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A small table from UTF-8 bytes to their string, so that the few names that a topic repeats for
 * ever are made once. Two names with one hash take turns in one place, so it never grows.
 */
final class TextPool {
  private static final int PLACES = 256;
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
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    byte[] key = keys[place];
    if (key == null || !Arrays.equals(key, 0, key.length, bytes, offset, offset + length)) {
      keys[place] = Arrays.copyOfRange(bytes, offset, offset + length);
      texts[place] = fresh(bytes, offset, length);
    }
    return texts[place];
  }

  /** The string of some bytes, made now. */
  String fresh(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, UTF_8);
  }
}
