package io.camus.decode;

import io.camus.spi.Datum;

/**
 * The line breaks of texts, and their escapes. A line ends at a line feed and at a carriage return
 * for the readers of text files. They are written as the control pictures that Unicode has for
 * them; a picture that stands in the text itself becomes an escape and a letter:
 *
 * <pre>
 * line feed        U+240A      U+240A  U+241B n
 * carriage return  U+240D      U+240D  U+241B r
 *                              U+241B  U+241B e
 * </pre>
 *
 * <p>Every other text is its own escape. To undo it, replace the two pictures first, then the three
 * pairs, in any order. For one thread.
 */
final class LineBreaks {
  private static final long LINE_FEEDS = EightBytes.all('\n');
  private static final long CARRIAGE_RETURNS = EightBytes.all('\r');

  /** All three pictures begin with these two bytes of UTF-8. */
  private static final byte FIRST = (byte) 0xE2;

  private static final byte SECOND = (byte) 0x90;
  private static final byte LINE_FEED = (byte) 0x8A;
  private static final byte CARRIAGE_RETURN = (byte) 0x8D;
  private static final byte ESCAPE = (byte) 0x9B;
  private static final int PICTURE_BYTES = 3;

  private byte[] escaped = {};

  /**
   * Where a text stops being both well-formed UTF-8 and its own escape.
   *
   * @return the index of the first line break, picture or fault in {@code [from, to)}; {@code to}
   *     if there is none
   */
  static int firstSpecial(byte[] text, int from, int to) {
    int at = afterPlain(text, from, to);
    while (at < to && text[at] < 0) {
      int length = Utf8.sequenceLength(text, at, to);
      if (length == 0 || (text[at] == FIRST && letter(text, at) != 0)) {
        return at;
      }
      at = afterPlain(text, at + length, to);
    }
    return at;
  }

  /** The first byte that is not ASCII, or a line break. */
  private static int afterPlain(byte[] text, int from, int to) {
    int lastEight = to - EightBytes.COUNT;
    int at = from;
    while (at <= lastEight) {
      long eight = EightBytes.at(text, at);
      long marks =
          EightBytes.notAscii(eight)
              | EightBytes.equal(eight, LINE_FEEDS)
              | EightBytes.equal(eight, CARRIAGE_RETURNS);
      if (marks != 0) {
        return at + EightBytes.first(marks);
      }
      at += EightBytes.COUNT;
    }
    while (at < to && text[at] >= 0 && !isBreak(text[at])) {
      at++;
    }
    return at;
  }

  /** Whether a reader ends a line there. */
  static boolean isBreak(byte b) {
    return b == '\n' || b == '\r';
  }

  /** The index of the first line break in {@code [from, to)}; {@code to} if there is none. */
  static int first(byte[] text, int from, int to) {
    int at = from;
    while (at < to && !isBreak(text[at])) {
      at++;
    }
    return at;
  }

  /** How long a text is without the line break at its end, if it has one. */
  static int lengthBeforeLast(byte[] text, int from, int length) {
    int end = from + length;
    if (length > 1 && text[end - 2] == '\r' && text[end - 1] == '\n') {
      return length - 2;
    }
    return length > 0 && isBreak(text[end - 1]) ? length - 1 : length;
  }

  /**
   * Escapes a datum's text. It is in a buffer of this object afterwards, until the next call.
   *
   * @param special the index of the first byte that is not its own escape
   */
  void escape(Datum datum, int special) {
    int end = datum.offset + datum.length;
    int length = special - datum.offset;
    reserve(length + escapedLength(datum.bytes, special, end));
    System.arraycopy(datum.bytes, datum.offset, escaped, 0, length);
    for (int at = special; at < end; at++) {
      byte b = datum.bytes[at];
      byte letter = b == FIRST ? letter(datum.bytes, at) : 0;
      if (letter != 0) {
        length = picture(ESCAPE, length);
        escaped[length++] = letter;
        at += PICTURE_BYTES - 1;
      } else if (isBreak(b)) {
        length = picture(b == '\n' ? LINE_FEED : CARRIAGE_RETURN, length);
      } else {
        escaped[length++] = b;
      }
    }
    datum.bytes = escaped;
    datum.offset = 0;
    datum.length = length;
  }

  private void reserve(int bytes) {
    if (escaped.length < bytes) {
      escaped = new byte[Math.max(1024, bytes)];
    }
  }

  private static int escapedLength(byte[] text, int from, int to) {
    long length = (long) to - from;
    for (int at = from; at < to; at++) {
      if (isBreak(text[at])) {
        length += PICTURE_BYTES - 1;
      } else if (text[at] == FIRST && letter(text, at) != 0) {
        length++;
      }
    }
    return Math.toIntExact(length);
  }

  private int picture(byte last, int at) {
    escaped[at] = FIRST;
    escaped[at + 1] = SECOND;
    escaped[at + 2] = last;
    return at + PICTURE_BYTES;
  }

  /** The letter that stands for the picture there; 0 if it is another character. */
  private static byte letter(byte[] text, int at) {
    if (text[at + 1] != SECOND) {
      return 0;
    }
    return switch (text[at + 2]) {
      case LINE_FEED -> 'n';
      case CARRIAGE_RETURN -> 'r';
      case ESCAPE -> 'e';
      default -> 0;
    };
  }
}
