package io.camus.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Tests eight bytes at once, as one little-endian number. The result has a mark, the high bit, in
 * each matching byte. Only the first mark is reliable; later ones may be wrong. The first mark of
 * two combined results is the first of either.
 */
final class EightBytes {
  static final int COUNT = Long.BYTES;

  private static final long EACH = 0x0101010101010101L;
  private static final long MARKS = 0x8080808080808080L;
  private static final VarHandle VIEW =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private EightBytes() {}

  /** The bytes in {@code [at, at + 8)}. */
  static long at(byte[] bytes, int at) {
    return (long) VIEW.get(bytes, at);
  }

  /** Whether two slices of a length are the same. */
  static boolean same(byte[] left, int leftAt, byte[] right, int rightAt, int length) {
    int last = length - COUNT;
    if (last < 0) {
      return Arrays.equals(left, leftAt, leftAt + length, right, rightAt, rightAt + length);
    }
    for (int i = 0; i < last; i += COUNT) {
      if (at(left, leftAt + i) != at(right, rightAt + i)) {
        return false;
      }
    }
    // The last eight, which may overlap with earlier ones.
    return at(left, leftAt + last) == at(right, rightAt + last);
  }

  /** Eight times the same byte. */
  static long all(int same) {
    return (same & 0xFF) * EACH;
  }

  /** Marks bytes that are not ASCII. */
  static long notAscii(long eight) {
    return eight & MARKS;
  }

  /** Marks bytes that are those of {@link #all}. */
  static long equal(long eight, long same) {
    return zero(eight ^ same);
  }

  /** Marks bytes that are less than those of {@link #all} and ASCII. */
  static long less(long eight, long same) {
    return (eight - same) & ~eight & MARKS;
  }

  /**
   * Marks non-ASCII bytes, and bytes in a range. Every mark is reliable.
   *
   * @param first that of {@link #all}, ASCII
   * @param behind that of {@link #all}, ASCII, the first one not to be marked
   */
  static long betweenOrNotAscii(long eight, long first, long behind) {
    long upper = eight | MARKS; // Nothing is borrowed from the next byte.
    return (eight | ((upper - first) & ~(upper - behind))) & MARKS;
  }

  private static long zero(long eight) {
    return (eight - EACH) & ~eight & MARKS;
  }

  /** Index of the first mark; 8 if there is none. */
  static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }
}
