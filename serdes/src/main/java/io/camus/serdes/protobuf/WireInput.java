package io.camus.serdes.protobuf;

import java.util.Locale;

/**
 * Reads Protobuf's encoding from an array. Each method reads at a place, and leaves the position
 * behind what it read. Not thread-safe.
 */
final class WireInput {
  /** As deep as Protobuf's own readers go by default. */
  static final int DEEPEST = 100;

  private static final int LONGEST_VARINT = 10;

  private byte[] bytes;
  private int position;

  void open(byte[] record) {
    bytes = record;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  /** A varint; a longer number loses its upper bits. */
  long varint(int from, int to) throws Malformed {
    if (from < to && bytes[from] >= 0) {
      position = from + 1;
      return bytes[from];
    }
    long value = 0;
    int room = Math.min(LONGEST_VARINT, to - from);
    for (int i = 0; i < room; i++) {
      byte b = bytes[from + i];
      value |= (b & 0x7FL) << (7 * i);
      if (b >= 0) {
        position = from + i + 1;
        return value;
      }
    }
    throw new Malformed(
        from,
        room < LONGEST_VARINT
            ? "the message ends inside a number"
            : String.format(Locale.ROOT, "a number of more than %d bytes", LONGEST_VARINT));
  }

  /** Little-endian. */
  int fixed32(int from) {
    position = from + Integer.BYTES;
    return (bytes[from] & 0xFF)
        | (bytes[from + 1] & 0xFF) << 8
        | (bytes[from + 2] & 0xFF) << 16
        | bytes[from + 3] << 24;
  }

  /** Little-endian. */
  long fixed64(int from) {
    long low = fixed32(from) & 0xFFFF_FFFFL;
    return low | (long) fixed32(from + Integer.BYTES) << 32;
  }

  /** Passes a number of bytes. */
  void pass(int from, long count, int to) throws Malformed {
    if (count < 0 || count > to - from) {
      throw new Malformed(
          from, String.format(Locale.ROOT, "%d bytes needed, %d left", count, to - from));
    }
    position = from + (int) count;
  }

  /** Passes the content of a group, and its end. */
  void passGroup(int number, int from, int to, int depth) throws Malformed {
    if (depth > DEEPEST) {
      throw new Malformed(
          from, String.format(Locale.ROOT, "more than %d levels of nesting", DEEPEST));
    }
    int at = from;
    while (at < to) {
      int tag = (int) varint(at, to);
      if ((tag & 7) == Wire.END_GROUP) {
        if (tag >>> 3 != number) {
          throw new Malformed(
              at, String.format(Locale.ROOT, "group %d ends inside group %d", tag >>> 3, number));
        }
        return;
      }
      passValue(tag, at, position, to, depth);
      at = position;
    }
    throw new Malformed(to, String.format(Locale.ROOT, "group %d has no end", number));
  }

  /**
   * Passes the value that follows a tag.
   *
   * @param tagAt where the tag is, for messages
   */
  void passValue(int tag, int tagAt, int from, int to, int depth) throws Malformed {
    if (tag >>> 3 == 0) {
      throw new Malformed(tagAt, "field number 0");
    }
    switch (tag & 7) {
      case Wire.VARINT -> varint(from, to);
      case Wire.FIXED64 -> pass(from, Long.BYTES, to);
      case Wire.FIXED32 -> pass(from, Integer.BYTES, to);
      case Wire.LENGTH -> {
        int length = (int) varint(from, to);
        pass(position, length, to);
      }
      case Wire.GROUP -> passGroup(tag >>> 3, from, to, depth + 1);
      case Wire.END_GROUP ->
          throw new Malformed(
              tagAt, String.format(Locale.ROOT, "group %d ends without a start", tag >>> 3));
      default ->
          throw new Malformed(
              tagAt, String.format(Locale.ROOT, "wire type %d, which does not exist", tag & 7));
    }
  }
}
