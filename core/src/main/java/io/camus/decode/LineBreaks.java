package io.camus.decode;

import io.camus.spi.Decoded.Datum;
import java.util.Arrays;

/**
 * Escapes line breaks in texts. For readers of text files, a line ends at a line feed or a carriage
 * return. These are written as their Unicode control pictures; a picture in the text itself becomes
 * an escape and a letter:
 *
 * <pre>
 * line feed        U+240A      U+240A  U+241B n
 * carriage return  U+240D      U+240D  U+241B r
 *                              U+241B  U+241B e
 * </pre>
 *
 * <p>All other text is unchanged. To undo it, replace the two pictures first, then the three pairs,
 * in any order. Not thread-safe.
 */
final class LineBreaks {
  private static final long LINE_FEEDS = EightBytes.all('\n');
  private static final long BEHIND_RETURNS = EightBytes.all('\r' + 1);

  /** All three pictures begin with these two bytes of UTF-8. */
  private static final byte FIRST = (byte) 0xE2;

  private static final byte SECOND = (byte) 0x90;
  private static final byte LINE_FEED = (byte) 0x8A;
  private static final byte CARRIAGE_RETURN = (byte) 0x8D;
  private static final byte ESCAPE = (byte) 0x9B;
  private static final int PICTURE_BYTES = 3;

  /** An escape and its letter. */
  private static final int LONGEST = PICTURE_BYTES + 1;

  private byte[] escaped = {};

  /**
   * Where a text stops being well-formed UTF-8 that needs no escape.
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
      at += length;
      if (at < to && text[at] >= 0) {
        at = afterPlain(text, at, to);
      }
    }
    return at;
  }

  /** The first byte that is not ASCII, or a line break. */
  private static int afterPlain(byte[] text, int from, int to) {
    int lastEight = to - EightBytes.COUNT;
    int at = from;
    while (at <= lastEight
        && EightBytes.betweenOrNotAscii(EightBytes.at(text, at), LINE_FEEDS, BEHIND_RETURNS) == 0) {
      at += EightBytes.COUNT;
    }
    while (at < to && (text[at] > '\r' || (text[at] >= 0 && !isBreak(text[at])))) {
      at++;
    }
    return at;
  }

  /** Whether a byte ends a line. */
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

  /** The length of a text without a trailing line break. */
  static int lengthBeforeLast(byte[] text, int from, int length) {
    int end = from + length;
    if (length > 1 && text[end - 2] == '\r' && text[end - 1] == '\n') {
      return length - 2;
    }
    return length > 0 && isBreak(text[end - 1]) ? length - 1 : length;
  }

  /**
   * Escapes a datum's text, into a buffer of this object that is valid until the next call.
   *
   * @param special the index of the first byte to escape
   */
  void escape(Datum datum, int special) {
    byte[] text = datum.bytes;
    int end = datum.offset + datum.length;
    int length = 0;
    int from = datum.offset;
    int at = special;
    while (at < end) {
      reserve(length, LONGEST + end - from);
      System.arraycopy(text, from, escaped, length, at - from);
      length += at - from;
      if (isBreak(text[at])) {
        length = picture(text[at] == '\n' ? LINE_FEED : CARRIAGE_RETURN, length);
        from = at + 1;
      } else {
        length = picture(ESCAPE, length);
        escaped[length++] = letter(text, at);
        from = at + PICTURE_BYTES;
      }
      at = firstSpecial(text, from, end);
    }
    reserve(length, end - from);
    System.arraycopy(text, from, escaped, length, end - from);
    datum.bytes = escaped;
    datum.offset = 0;
    datum.length = length + end - from;
  }

  /** Makes room after the first bytes. */
  private void reserve(int length, int more) {
    if (escaped.length - length < more) {
      escaped = Arrays.copyOf(escaped, Math.max(1024, Math.addExact(length, more) / 2 * 3));
    }
  }

  private int picture(byte last, int at) {
    escaped[at] = FIRST;
    escaped[at + 1] = SECOND;
    escaped[at + 2] = last;
    return at + PICTURE_BYTES;
  }

  /** The escape letter of the picture there; 0 for other characters. */
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
