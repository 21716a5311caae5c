package io.camus.hadoop.sequence;

import java.nio.ByteBuffer;

/**
 * A key and a value in one array, as a datum has them and as the content digest sees them: the
 * length of the key in four bytes, the key, and the value. A time is eight bytes, the highest
 * first.
 */
final class Pair {
  /** Bytes before the key. */
  static final int HEAD_BYTES = Integer.BYTES;

  private Pair() {}

  /** The length of the key of a pair. */
  static int keyBytes(byte[] pair, int offset) {
    return ByteBuffer.wrap(pair).getInt(offset);
  }
}
