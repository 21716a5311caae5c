package io.camus.decode;

import java.util.Locale;

/**
 * Walks the bytes of one Avro datum without creating objects: validates that a reader can read
 * them, and captures the wanted fields. Not thread-safe.
 *
 * <p>It accepts what Avro's {@code GenericDatumReader} accepts of a datum that fills its bytes
 * exactly, including overlong numbers, booleans other than 0 and 1, and text that is not UTF-8. It
 * is stricter about the optional byte size of a block of an array or map: a reader that reads the
 * items ignores it, but one that skips the field relies on it. It has two limits of its own, since
 * Avro's depend on the reader's memory: {@value #DEEPEST} levels of nesting, and {@value
 * #MOST_EMPTY_ITEMS} array items of zero bytes.
 */
final class AvroWalker {
  /** Avro's readers recurse; this depth is safe on a stack of half a megabyte. */
  static final int DEEPEST = 500;

  /** Avro's reader creates an object for each, so a few bytes could fill its memory. */
  static final int MOST_EMPTY_ITEMS = 1 << 20;

  private static final int UNSIZED = -1;
  private static final int INT_BYTES = 5;
  private static final int LONG_BYTES = 10;

  private final int[] code;
  private final int[] entries;
  private final AvroProgram program;
  private final Captures captures;

  private byte[] bytes;
  private int start;
  private int position;
  private int end;
  private int emptyItems;

  /** Where the current block must end; {@link #UNSIZED} if it has no size. */
  private int blockEnd;

  private String fault;

  AvroWalker(AvroProgram program, Captures captures) {
    this.code = program.code;
    this.entries = program.entries;
    this.program = program;
    this.captures = captures;
  }

  /**
   * Walks through {@code [from, to)}, which must be exactly one datum. Clears the captures first;
   * they are invalid if this returns false.
   *
   * @return false if it is not; {@link #fault} then says why and {@link #position} where
   */
  boolean walk(byte[] record, int from, int to) {
    bytes = record;
    start = from;
    end = to;
    emptyItems = 0;
    captures.clear(record);
    try {
      position = run(0, from, 0);
      if (position == end) {
        return true;
      }
      fault = String.format(Locale.ROOT, "%d bytes follow the datum", end - position);
    } catch (Malformed e) {
      fault = e.getMessage();
    }
    return false;
  }

  /** What was wrong in the last walk. */
  String fault() {
    return fault;
  }

  /** Where the last walk stopped, counted from its first byte. */
  int position() {
    return position - start;
  }

  /** Executes a block of the program, and returns where its bytes end. */
  private int run(int block, int from, int depth) throws Malformed {
    if (depth > DEEPEST) {
      throw malformed(from, String.format(Locale.ROOT, "more than %d levels of nesting", DEEPEST));
    }
    int[] steps = code;
    int at = entries[block];
    int here = from;
    while (true) {
      switch (steps[at]) {
        case AvroProgram.END -> {
          return here;
        }
        case AvroProgram.FIXED -> {
          here = pastBytes(here, steps[at + 1]);
          at += 2;
        }
        case AvroProgram.INTS -> {
          here = pastNumbers(here, steps[at + 1], INT_BYTES);
          at += 2;
        }
        case AvroProgram.LONGS -> {
          here = pastNumbers(here, steps[at + 1], LONG_BYTES);
          at += 2;
        }
        case AvroProgram.BLOBS -> {
          here = pastBlobs(here, steps[at + 1]);
          at += 2;
        }
        case AvroProgram.ENUM -> {
          index(here, steps[at + 1], "enum");
          here = position;
          at += 2;
        }
        case AvroProgram.OPTIONAL -> {
          at = index(here, 2, "union") == steps[at + 1] ? steps[at + 2] : at + 3;
          here = position;
        }
        case AvroProgram.UNION -> {
          int branch = index(here, steps[at + 1], "union");
          here = run(steps[at + 2 + branch], position, depth + 1);
          at += 2 + steps[at + 1];
        }
        case AvroProgram.ARRAY -> {
          here = pastArray(here, steps[at + 1], depth);
          at += 2;
        }
        case AvroProgram.FIXED_ARRAY -> {
          here = pastFixedArray(here, steps[at + 1]);
          at += 2;
        }
        case AvroProgram.INT_ARRAY -> {
          here = pastNumberArray(here, INT_BYTES);
          at++;
        }
        case AvroProgram.LONG_ARRAY -> {
          here = pastNumberArray(here, LONG_BYTES);
          at++;
        }
        case AvroProgram.BLOB_ARRAY -> {
          here = pastBlobArray(here, steps[at + 1]);
          at += 2;
        }
        case AvroProgram.MAP -> {
          here = pastMap(here, steps[at + 1], depth);
          at += 2;
        }
        case AvroProgram.WANTED_MAP -> {
          here = pastWantedMap(here, at, depth);
          at += 3 + program.maps[steps[at + 1]].childCount();
        }
        case AvroProgram.RECORD -> {
          here = run(steps[at + 1], here, depth + 1);
          at += 2;
        }
        case AvroProgram.ENDLESS ->
            throw malformed(here, "its schema has a record that always contains itself");
        default -> {
          here = capture(here, steps[at], steps[at + 1], steps[at + 2]);
          at += 3;
        }
      }
    }
  }

  /** Captures the value at a position, and returns where it ends. */
  private int capture(int from, int step, int slot, int detail) throws Malformed {
    switch (step) {
      case AvroProgram.CAPTURE_INT -> {
        int to = pastNumber(from, INT_BYTES);
        captures.whole(slot, AvroNumbers.intIn(bytes, from, to), program.meanings[detail]);
        return to;
      }
      case AvroProgram.CAPTURE_LONG -> {
        int to = pastNumber(from, LONG_BYTES);
        captures.whole(slot, AvroNumbers.longIn(bytes, from, to), program.meanings[detail]);
        return to;
      }
      case AvroProgram.CAPTURE_FLOAT -> {
        int to = pastBytes(from, Float.BYTES);
        captures.fraction(
            slot, Float.intBitsToFloat((int) AvroNumbers.littleEndian(bytes, from, Float.BYTES)));
        return to;
      }
      case AvroProgram.CAPTURE_DOUBLE -> {
        int to = pastBytes(from, Double.BYTES);
        captures.fraction(
            slot, Double.longBitsToDouble(AvroNumbers.littleEndian(bytes, from, Double.BYTES)));
        return to;
      }
      case AvroProgram.CAPTURE_STRING -> {
        int to = pastBlob(from);
        int text = pastNumber(from, LONG_BYTES);
        captures.slice(slot, text, to - text);
        return to;
      }
      case AvroProgram.CAPTURE_ENUM -> {
        String[] names = program.symbols[detail];
        captures.text(slot, names[index(from, names.length, "enum")]);
        return position;
      }
      case AvroProgram.NOTE_OTHER -> {
        captures.other(slot, program.symbols[detail][0]);
        return from;
      }
      default -> throw new IllegalStateException("no such instruction: " + step);
    }
  }

  private int pastArray(int from, int items, int depth) throws Malformed {
    int here = from;
    for (int count = itemsAt(here); count != 0; count = itemsAt(here)) {
      here = position;
      int stated = blockEnd;
      for (int i = 0; i < count; i++) {
        here = run(items, here, depth + 1);
      }
      requireEnd(here, stated);
    }
    return position;
  }

  private int pastMap(int from, int values, int depth) throws Malformed {
    int here = from;
    for (int count = itemsAt(here); count != 0; count = itemsAt(here)) {
      here = position;
      int stated = blockEnd;
      for (int i = 0; i < count; i++) {
        here = run(values, pastBlob(here), depth + 1);
      }
      requireEnd(here, stated);
    }
    return position;
  }

  /** Walks a map with wanted keys; of a duplicate key, the last one counts. */
  private int pastWantedMap(int from, int step, int depth) throws Malformed {
    FieldTree wanted = program.maps[code[step + 1]];
    int here = from;
    for (int count = itemsAt(here); count != 0; count = itemsAt(here)) {
      here = position;
      int stated = blockEnd;
      for (int i = 0; i < count; i++) {
        int to = pastBlob(here);
        int child = wanted.childIndex(bytes, pastNumber(here, LONG_BYTES), to);
        if (child >= 0) {
          wanted.child(child).clear(captures);
        }
        here = run(code[step + 3 + child], to, depth + 1);
      }
      requireEnd(here, stated);
    }
    return position;
  }

  private int pastNumberArray(int from, int most) throws Malformed {
    int here = from;
    for (int count = itemsAt(here); count != 0; count = itemsAt(here)) {
      here = pastNumbers(position, count, most);
      requireEnd(here, blockEnd);
    }
    return position;
  }

  private int pastBlobArray(int from, int blobs) throws Malformed {
    int here = from;
    for (int count = itemsAt(here); count != 0; count = itemsAt(here)) {
      here = pastBlobs(position, (long) count * blobs);
      requireEnd(here, blockEnd);
    }
    return position;
  }

  private int pastFixedArray(int from, int itemBytes) throws Malformed {
    int here = from;
    for (long count = countAt(here); count != 0; count = countAt(here)) {
      here = position;
      if (itemBytes == 0) {
        if (count > MOST_EMPTY_ITEMS - emptyItems) {
          throw malformed(
              here,
              String.format(
                  Locale.ROOT, "more than %d array items of zero bytes", MOST_EMPTY_ITEMS));
        }
        emptyItems += (int) count;
      } else {
        requireRoom(count);
        here = pastBytes(here, count * itemBytes);
      }
      requireEnd(here, blockEnd);
    }
    return position;
  }

  /** The number of items in the block at a place, of a byte at least; {@link #countAt}. */
  private int itemsAt(int from) throws Malformed {
    long count = countAt(from);
    requireRoom(count);
    return (int) count;
  }

  /** The number of items in the block at a place, 0 for the end; leaves the position behind it. */
  private long countAt(int from) throws Malformed {
    long count = longAt(from);
    blockEnd = UNSIZED;
    if (count >= 0) {
      return count;
    }
    if (count == Long.MIN_VALUE) {
      throw malformed(position, String.format(Locale.ROOT, "a block of %d items", count));
    }
    long size = longAt(position);
    if (size < 0) {
      throw malformed(position, String.format(Locale.ROOT, "a block of %d bytes", size));
    }
    if (size > end - position) {
      throw malformed(
          position,
          String.format(
              Locale.ROOT, "a block of %d bytes with only %d bytes left", size, end - position));
    }
    blockEnd = position + (int) size;
    return -count;
  }

  /** A block must end at its stated size, because a reader that skips it continues there. */
  private void requireEnd(int here, int stated) throws Malformed {
    if (stated != here && stated != UNSIZED) {
      throw malformed(
          here,
          String.format(
              Locale.ROOT,
              "a block of items ends %d bytes %s its stated end",
              Math.abs(stated - here),
              stated > here ? "before" : "after"));
    }
  }

  private void requireRoom(long items) throws Malformed {
    if (items > end - position) {
      throw malformed(
          position,
          String.format(Locale.ROOT, "%d items with only %d bytes left", items, end - position));
    }
  }

  /** The index at a place, which is less than a bound; leaves the position behind it. */
  private int index(int from, int bound, String what) throws Malformed {
    int index;
    if (from < end && bytes[from] >= 0) {
      index = AvroNumbers.unzigzag(bytes[from]);
      position = from + 1;
    } else {
      position = pastNumber(from, INT_BYTES);
      index = AvroNumbers.intIn(bytes, from, position);
    }
    if (index < 0 || index >= bound) {
      throw malformed(
          position, String.format(Locale.ROOT, "index %d of an %s of %d", index, what, bound));
    }
    return index;
  }

  /** The long at a place; leaves the position behind it. */
  private long longAt(int from) throws Malformed {
    if (from < end && bytes[from] >= 0) {
      position = from + 1;
      return AvroNumbers.unzigzag(bytes[from]);
    }
    position = pastNumber(from, LONG_BYTES);
    return AvroNumbers.longIn(bytes, from, position);
  }

  private int pastBlobs(int from, long count) throws Malformed {
    int here = from;
    for (long i = 0; i < count; i++) {
      here = pastBlob(here);
    }
    return here;
  }

  private int pastBlob(int from) throws Malformed {
    if (from < end) {
      int size = bytes[from];
      // One byte, and no negative number.
      if ((size & 0x81) == 0 && size >> 1 < end - from) {
        return from + 1 + (size >> 1);
      }
    }
    long size = longAt(from);
    return pastBytes(position, size);
  }

  private int pastBytes(int from, long count) throws Malformed {
    if (count < 0) {
      throw malformed(from, String.format(Locale.ROOT, "a length of %d bytes", count));
    }
    if (count > end - from) {
      throw malformed(
          from, String.format(Locale.ROOT, "%d bytes needed, %d left", count, end - from));
    }
    return from + (int) count;
  }

  private int pastNumbers(int from, int count, int most) throws Malformed {
    int here = from;
    for (int i = 0; i < count; i++) {
      here = pastNumber(here, most);
    }
    return here;
  }

  /**
   * Where the number at a position ends.
   *
   * @param most its maximum length in bytes
   */
  private int pastNumber(int from, int most) throws Malformed {
    if (from < end && bytes[from] >= 0) {
      return from + 1;
    }
    int room = Math.min(most, end - from);
    for (int i = 1; i < room; i++) {
      if (bytes[from + i] >= 0) {
        return from + i + 1;
      }
    }
    if (room < most) {
      throw malformed(end, "the record ends inside a number");
    }
    throw malformed(
        from + most,
        String.format(
            Locale.ROOT,
            "%s of more than %d bytes",
            most == INT_BYTES ? "an int" : "a long",
            most));
  }

  private Malformed malformed(int at, String message) {
    position = at;
    return new Malformed(message);
  }

  /** Ends a walk; without a stack trace, since bad data is not a program error. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }
}
