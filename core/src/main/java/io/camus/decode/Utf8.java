package io.camus.decode;

/** Strict validation of UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
public final class Utf8 {
  private Utf8() {}

  /**
   * Finds the first byte in {@code [from, to)} that does not belong to well-formed UTF-8.
   *
   * @return its index; {@code to} if all is well
   */
  public static int firstFault(byte[] bytes, int from, int to) {
    int at = afterAscii(bytes, from, to);
    while (at < to) {
      int length = sequenceLength(bytes, at, to);
      if (length == 0) {
        return at;
      }
      at = afterAscii(bytes, at + length, to);
    }
    return to;
  }

  private static int afterAscii(byte[] bytes, int from, int to) {
    int lastEight = to - EightBytes.COUNT;
    int at = from;
    while (at <= lastEight && EightBytes.notAscii(EightBytes.at(bytes, at)) == 0) {
      at += EightBytes.COUNT;
    }
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /**
   * The length of the well-formed sequence that starts with a non-ASCII byte; 0 if there is none.
   */
  static int sequenceLength(byte[] bytes, int at, int to) {
    int length = lengthAfter(bytes[at] & 0xFF);
    return length <= to - at && isSequence(bytes, at, length) ? length : 0;
  }

  private static int lengthAfter(int lead) {
    if (lead >= 0xC2 && lead <= 0xDF) {
      return 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      return 3;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      return 4;
    }
    return 0;
  }

  private static boolean isSequence(byte[] bytes, int at, int length) {
    if (length == 0) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return false;
      }
    }
    int lead = bytes[at] & 0xFF;
    int second = bytes[at + 1] & 0xFF;
    return switch (lead) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second <= 0x9F;
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second <= 0x8F;
      default -> true;
    };
  }
}
