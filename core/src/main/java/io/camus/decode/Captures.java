package io.camus.decode;

import java.util.Arrays;

/** The values of the wanted fields of one record; filled anew for each. */
final class Captures {
  private enum Kind {
    ABSENT,
    WHOLE,
    FRACTION,
    SLICE,
    TEXT
  }

  private final Kind[] kinds;
  private final long[] numbers;
  private final LogicalTime[] meanings;
  private final double[] fractions;
  private final int[] offsets;
  private final int[] lengths;
  private final String[] texts;
  private byte[] bytes;

  Captures(int slots) {
    kinds = new Kind[slots];
    numbers = new long[slots];
    meanings = new LogicalTime[slots];
    fractions = new double[slots];
    offsets = new int[slots];
    lengths = new int[slots];
    texts = new String[slots];
    Arrays.fill(kinds, Kind.ABSENT);
  }

  /**
   * Forgets everything.
   *
   * @param record where the slices of the next record will lie
   */
  void clear(byte[] record) {
    bytes = record;
    Arrays.fill(kinds, Kind.ABSENT);
  }

  void clear(int slot) {
    kinds[slot] = Kind.ABSENT;
  }

  void whole(int slot, long number, LogicalTime meaning) {
    kinds[slot] = Kind.WHOLE;
    numbers[slot] = number;
    meanings[slot] = meaning;
  }

  void fraction(int slot, double number) {
    kinds[slot] = Kind.FRACTION;
    fractions[slot] = number;
  }

  /** Takes a text that lies in the record's bytes as UTF-8. */
  void slice(int slot, int offset, int length) {
    kinds[slot] = Kind.SLICE;
    offsets[slot] = offset;
    lengths[slot] = length;
  }

  void text(int slot, String text) {
    kinds[slot] = Kind.TEXT;
    texts[slot] = text;
  }

  /** Reads the field as a time; false if it is none. */
  boolean readTime(int slot, TimestampFormat format, TextPool pool, EventTime into) {
    return switch (kinds[slot]) {
      case ABSENT -> false;
      case WHOLE -> meanings[slot].read(numbers[slot], format, into);
      case FRACTION -> format.read(fractions[slot], into);
      case SLICE -> format.read(pool.fresh(bytes, offsets[slot], lengths[slot]), into);
      case TEXT -> format.read(texts[slot], into);
    };
  }

  /** The field's text; empty if it has none. */
  String text(int slot, TextPool pool) {
    return switch (kinds[slot]) {
      case ABSENT, WHOLE, FRACTION -> "";
      case SLICE -> pool.text(bytes, offsets[slot], lengths[slot]);
      case TEXT -> texts[slot];
    };
  }
}
