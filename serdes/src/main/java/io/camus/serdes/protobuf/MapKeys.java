package io.camus.serdes.protobuf;

import java.util.Arrays;

/** The keys of one map, each with the last entry that has it. Not thread-safe. */
final class MapKeys {
  /** No earlier entry has the key. */
  static final int NEW = -1;

  private static final int FREE = 0;
  private static final long TEXT_SEED = 0x9E37_79B9_7F4A_7C15L;

  /** A number, or where a text starts and ends. */
  private long[] numbers = new long[16];

  private int[] starts = new int[16];
  private int[] lengths = new int[16];
  private int[] entries = new int[16];
  private int used;

  /** Hash table of places in the arrays, one more than the place. */
  private int[] table = new int[32];

  private byte[] texts;

  void clear() {
    used = 0;
    Arrays.fill(table, FREE);
  }

  /**
   * Puts an entry whose key is a number.
   *
   * @return the earlier entry with that key, or {@link #NEW}
   */
  int put(long number, int entry) {
    return put(number, NEW, 0, entry);
  }

  /** The same for a key that is a text. */
  int put(byte[] bytes, int from, int to, int entry) {
    texts = bytes;
    long hash = TEXT_SEED;
    for (int i = from; i < to; i++) {
      hash = (hash ^ bytes[i]) * 0x0000_0100_0000_01B3L;
    }
    return put(from == to ? 0 : hash, from, to - from, entry);
  }

  /** The same for a key that is not given: zero, or an empty text. */
  int putDefault(int entry) {
    return put(0, 0, 0, entry);
  }

  private int put(long number, int start, int length, int entry) {
    if (used == numbers.length) {
      grow();
    }
    int mask = table.length - 1;
    int at = place(number, mask);
    while (table[at] != FREE) {
      int known = table[at] - 1;
      if (numbers[known] == number
          && lengths[known] == length
          && (length == 0 || same(starts[known], start, length))) {
        int earlier = entries[known];
        entries[known] = entry;
        return earlier;
      }
      at = (at + 1) & mask;
    }
    numbers[used] = number;
    starts[used] = start;
    lengths[used] = length;
    entries[used] = entry;
    table[at] = ++used;
    return NEW;
  }

  private boolean same(int one, int other, int length) {
    return Arrays.equals(texts, one, one + length, texts, other, other + length);
  }

  private void grow() {
    numbers = Arrays.copyOf(numbers, 2 * used);
    starts = Arrays.copyOf(starts, 2 * used);
    lengths = Arrays.copyOf(lengths, 2 * used);
    entries = Arrays.copyOf(entries, 2 * used);
    table = new int[4 * used];
    for (int i = 0; i < used; i++) {
      int at = place(numbers[i], table.length - 1);
      while (table[at] != FREE) {
        at = (at + 1) & (table.length - 1);
      }
      table[at] = i + 1;
    }
  }

  private static int place(long number, int mask) {
    long mixed = number * TEXT_SEED;
    return (int) (mixed >>> 40) & mask;
  }
}
