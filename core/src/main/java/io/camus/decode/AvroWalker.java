package io.camus.decode;

/**
 * A walk through the bytes of one Avro datum, from the first to the last, that makes no objects of
 * them: it finds out whether a reader will be able to read them and captures the wanted fields. For
 * one thread.
 *
 * <p>It accepts what Avro's own {@code GenericDatumReader} accepts of a datum that fills its bytes
 * exactly: numbers longer than needed, bytes other than 0 and 1 for a boolean, text that is not
 * UTF-8 and block sizes that are wrong are all fine there. Two bounds are its own, since Avro's
 * depend on the reader's memory: {@value #DEEPEST} levels of nesting, and {@value
 * #MOST_EMPTY_ITEMS} array items that take no bytes.
 */
final class AvroWalker {
  /** Stock readers recurse; this depth is safe for them on a stack of half a megabyte. */
  static final int DEEPEST = 500;

  /** A stock reader makes an object of each, so a few bytes could fill its memory. */
  static final int MOST_EMPTY_ITEMS = 1 << 20;

  private final int[] code;
  private final int[] entries;
  private final AvroProgram program;
  private final Captures captures;

  private byte[] bytes;
  private int start;
  private int position;
  private int end;
  private int emptyItems;
  private String fault;

  AvroWalker(AvroProgram program, Captures captures) {
    this.code = program.code();
    this.entries = program.entries();
    this.program = program;
    this.captures = captures;
  }

  /**
   * Walks through {@code [from, to)}, which must be exactly one datum. The captures are cleared
   * first; after a false answer they are of no use.
   *
   * @return false if it is not; {@link #fault} tells why and {@link #position} where
   */
  boolean walk(byte[] record, int from, int to) {
    bytes = record;
    start = from;
    position = from;
    end = to;
    emptyItems = 0;
    captures.clear(record);
    try {
      run(0, 0);
      if (position == end) {
        return true;
      }
      fault = "the datum ends %d bytes before the record does".formatted(end - position);
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

  private void run(int block, int depth) throws Malformed {
    if (depth > DEEPEST) {
      throw new Malformed("more than %d levels of nesting".formatted(DEEPEST));
    }
    int at = entries[block];
    while (true) {
      switch (code[at++]) {
        case AvroProgram.END -> {
          return;
        }
        case AvroProgram.FIXED -> skip(code[at++]);
        case AvroProgram.INT -> readInt();
        case AvroProgram.LONG -> readLong();
        case AvroProgram.BLOB -> skip(readLong());
        case AvroProgram.ENUM -> readIndex(code[at++], "enum");
        case AvroProgram.OPTIONAL -> at = readIndex(2, "union") == code[at] ? code[at + 1] : at + 2;
        case AvroProgram.UNION -> {
          int branch = readIndex(code[at], "union");
          run(code[at + 1 + branch], depth + 1);
          at += 1 + code[at];
        }
        case AvroProgram.ARRAY -> array(code[at++], depth);
        case AvroProgram.FIXED_ARRAY -> fixedArray(code[at++]);
        case AvroProgram.MAP -> map(code[at++], depth);
        case AvroProgram.RECORD -> run(code[at++], depth + 1);
        case AvroProgram.ENDLESS ->
            throw new Malformed("its schema has a record that always holds itself");
        default -> at = capture(at - 1);
      }
    }
  }

  /** Does the capturing step at a place of the code, and tells where the next one is. */
  private int capture(int at) throws Malformed {
    int slot = code[at + 1];
    switch (code[at]) {
      case AvroProgram.CAPTURE_INT -> {
        captures.whole(slot, readInt(), program.meaning(code[at + 2]));
        return at + 3;
      }
      case AvroProgram.CAPTURE_LONG -> {
        captures.whole(slot, readLong(), program.meaning(code[at + 2]));
        return at + 3;
      }
      case AvroProgram.CAPTURE_FLOAT -> {
        skip(4);
        captures.fraction(slot, Float.intBitsToFloat((int) littleEndian(position - 4, 4)));
        return at + 2;
      }
      case AvroProgram.CAPTURE_DOUBLE -> {
        skip(8);
        captures.fraction(slot, Double.longBitsToDouble(littleEndian(position - 8, 8)));
        return at + 2;
      }
      case AvroProgram.CAPTURE_STRING -> {
        long length = readLong();
        skip(length);
        captures.slice(slot, position - (int) length, (int) length);
        return at + 2;
      }
      case AvroProgram.CAPTURE_ENUM -> {
        String[] names = program.symbols(code[at + 2]);
        captures.text(slot, names[readIndex(names.length, "enum")]);
        return at + 3;
      }
      default -> throw new IllegalStateException("no such step: " + code[at]);
    }
  }

  private void array(int items, int depth) throws Malformed {
    for (long count = readCount(); count != 0; count = readCount()) {
      requireRoom(count, "items");
      for (long i = 0; i < count; i++) {
        run(items, depth + 1);
      }
    }
  }

  private void fixedArray(int itemBytes) throws Malformed {
    for (long count = readCount(); count != 0; count = readCount()) {
      if (itemBytes == 0) {
        if (count > MOST_EMPTY_ITEMS - emptyItems) {
          throw new Malformed(
              "more than %d array items that take no bytes".formatted(MOST_EMPTY_ITEMS));
        }
        emptyItems += (int) count;
      } else {
        requireRoom(count, "items");
        skip(count * itemBytes);
      }
    }
  }

  private void map(int values, int depth) throws Malformed {
    for (long count = readCount(); count != 0; count = readCount()) {
      requireRoom(count, "entries");
      for (long i = 0; i < count; i++) {
        skip(readLong());
        run(values, depth + 1);
      }
    }
  }

  /** Reads the number of items of the next block; 0 is the end. */
  private long readCount() throws Malformed {
    long count = readLong();
    if (count >= 0) {
      return count;
    }
    if (count == Long.MIN_VALUE) {
      throw new Malformed("a block of %d items".formatted(count));
    }
    long size = readLong();
    if (size < 0) {
      throw new Malformed("a block of %d bytes".formatted(size));
    }
    return -count;
  }

  private void requireRoom(long count, String what) throws Malformed {
    if (count > end - position) {
      throw new Malformed("%d %s where %d bytes are left".formatted(count, what, end - position));
    }
  }

  private int readIndex(int bound, String what) throws Malformed {
    int index = readInt();
    if (index < 0 || index >= bound) {
      throw new Malformed("index %d of an %s of %d".formatted(index, what, bound));
    }
    return index;
  }

  private void skip(long count) throws Malformed {
    if (count < 0) {
      throw new Malformed("a length of %d bytes".formatted(count));
    }
    if (count > end - position) {
      throw new Malformed("%d bytes are needed and %d are left".formatted(count, end - position));
    }
    position += (int) count;
  }

  private int readInt() throws Malformed {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (position == end) {
        throw new Malformed("the record ends within a number");
      }
      byte b = bytes[position++];
      value |= (b & 0x7F) << shift;
      if (b >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new Malformed("an int of more than 5 bytes");
  }

  private long readLong() throws Malformed {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position == end) {
        throw new Malformed("the record ends within a number");
      }
      byte b = bytes[position++];
      value |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new Malformed("a long of more than 10 bytes");
  }

  private long littleEndian(int from, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | (bytes[from + i] & 0xFF);
    }
    return value;
  }

  /** The end of a walk; it has no stack trace, since bad data is no fault of the program. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }
}
