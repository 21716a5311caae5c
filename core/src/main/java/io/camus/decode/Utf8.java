package io.camus.decode;

/** The rules of UTF-8, to the letter: no long forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
  private Utf8() {}

  /**
   * Finds the first byte in {@code [from, to)} that does not belong to well-formed UTF-8.
   *
   * @return its index; {@code to} if all is well
   */
  static int firstFault(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int lead = bytes[at];
      if (lead >= 0) {
        at++;
        continue;
      }
      int length = sequenceLength(lead & 0xFF);
      if (length == 0 || length > to - at || !isSequence(bytes, at, length)) {
        return at;
      }
      at += length;
    }
    return to;
  }

  private static int sequenceLength(int lead) {
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
