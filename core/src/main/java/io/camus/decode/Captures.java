package io.camus.decode;

import io.camus.time.EventTime;
import io.camus.time.LogicalTime;
import io.camus.time.TimestampFormat;
import java.util.Arrays;

/** The values of the wanted fields of one record; reused for each record. */
final class Captures {
  private static final int ABSENT = 0;
  private static final int WHOLE = 1;
  private static final int FRACTION = 2;
  private static final int SLICE = 3;
  private static final int TEXT = 4;
  private static final int OTHER = 5;
  private static final int MOST_SHOWN = 40;

  private final int[] kinds;
  private final long[] numbers;
  private final LogicalTime[] meanings;
  private final double[] fractions;
  private final int[] offsets;
  private final int[] lengths;
  private final String[] texts;
  private byte[] bytes;

  Captures(int slots) {
    kinds = new int[slots];
    numbers = new long[slots];
    meanings = new LogicalTime[slots];
    fractions = new double[slots];
    offsets = new int[slots];
    lengths = new int[slots];
    texts = new String[slots];
  }

  /**
   * Forgets everything.
   *
   * @param record the array with the slices of the next record
   */
  void clear(byte[] record) {
    bytes = record;
    Arrays.fill(kinds, ABSENT);
  }

  void clear(int slot) {
    kinds[slot] = ABSENT;
  }

  void whole(int slot, long number, LogicalTime meaning) {
    kinds[slot] = WHOLE;
    numbers[slot] = number;
    meanings[slot] = meaning;
  }

  void fraction(int slot, double number) {
    kinds[slot] = FRACTION;
    fractions[slot] = number;
  }

  /** Takes a text that is in the record's bytes as UTF-8. */
  void slice(int slot, int offset, int length) {
    kinds[slot] = SLICE;
    offsets[slot] = offset;
    lengths[slot] = length;
  }

  void text(int slot, String text) {
    kinds[slot] = TEXT;
    texts[slot] = text;
  }

  /** Takes note of a value that cannot be a time: {@code an array}. */
  void other(int slot, String kind) {
    kinds[slot] = OTHER;
    texts[slot] = kind;
  }

  /** Whether the record has the field, and it is not null. */
  boolean has(int slot) {
    return kinds[slot] != ABSENT;
  }

  /** The field's value, for people: on one line, with long text shortened. */
  String shown(int slot, TextPool pool) {
    return switch (kinds[slot]) {
      case WHOLE -> Long.toString(numbers[slot]);
      case FRACTION -> Double.toString(fractions[slot]);
      case SLICE -> quoted(pool.fresh(bytes, offsets[slot], lengths[slot]));
      case TEXT -> quoted(texts[slot]);
      case OTHER -> texts[slot];
      default -> "nothing";
    };
  }

  private static String quoted(String text) {
    String start = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
    return '"' + start.replaceAll("\\p{Cntrl}", " ") + '"';
  }

  /** Reads the field as a time; false if it is not one. */
  boolean readTime(int slot, TimestampFormat format, TextPool pool, EventTime into) {
    return switch (kinds[slot]) {
      case WHOLE -> meanings[slot].read(numbers[slot], format, into);
      case FRACTION -> format.read(fractions[slot], into);
      case SLICE -> format.read(pool.fresh(bytes, offsets[slot], lengths[slot]), into);
      case TEXT -> format.read(texts[slot], into);
      default -> false;
    };
  }

  /** Whether the field's text is a slice of the record, and not empty. */
  boolean isSlice(int slot) {
    return kinds[slot] == SLICE && lengths[slot] > 0;
  }

  /** Where the slice of a field begins. */
  int offset(int slot) {
    return offsets[slot];
  }

  /** The length of the slice of a field. */
  int length(int slot) {
    return lengths[slot];
  }

  /** The array with the slices. */
  byte[] bytes() {
    return bytes;
  }

  /** The field's text; empty if it has none. */
  String text(int slot, TextPool pool) {
    return switch (kinds[slot]) {
      case SLICE -> pool.text(bytes, offsets[slot], lengths[slot]);
      case TEXT -> texts[slot];
      default -> "";
    };
  }
}
