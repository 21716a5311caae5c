package io.camus.decode;

import java.util.Locale;

/** The delimiter between the records of a file of lines. */
final class Delimiter {
  private final byte[] bytes;
  private final long eightOfTheFirst;

  /**
   * @param bytes at least one
   */
  Delimiter(byte[] bytes) {
    this.bytes = bytes.clone();
    this.eightOfTheFirst = EightBytes.all(bytes[0]);
  }

  /**
   * Whether a record in {@code [from, to)} would be split: a reader would find the delimiter before
   * the record's end.
   */
  boolean splits(byte[] record, int from, int to) {
    int at = indexOfFirst(record, from, to);
    while (at < to) {
      if (isAt(at, record, to)) {
        return true;
      }
      at = indexOfFirst(record, at + 1, to);
    }
    return false;
  }

  /** Index of its first occurrence; {@code to} if there is none. */
  private int indexOfFirst(byte[] record, int from, int to) {
    int lastEight = to - EightBytes.COUNT;
    int at = from;
    while (at <= lastEight && EightBytes.equal(EightBytes.at(record, at), eightOfTheFirst) == 0) {
      at += EightBytes.COUNT;
    }
    while (at < to && record[at] != bytes[0]) {
      at++;
    }
    return at;
  }

  /** Whether text readers split at it anyway: LF, CR LF, or CR. */
  boolean isLineBreak() {
    return LineBreaks.lengthBeforeLast(bytes, 0, bytes.length) == 0;
  }

  /**
   * Whether it can occur in JSON without line breaks: control characters other than tabs cannot.
   */
  boolean maySplitJson() {
    return bytes[0] < 0 || bytes[0] >= ' ' || bytes[0] == '\t';
  }

  private boolean isAt(int at, byte[] record, int to) {
    for (int i = 1; i < bytes.length; i++) {
      byte found = at + i < to ? record[at + i] : bytes[at + i - to];
      if (found != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The message about a record that it would split.
   *
   * @param what {@code text}, for example
   */
  String splitInWords(String what) {
    return String.format(
        Locale.ROOT,
        "the %s contains the record delimiter %s: set another etl.output.record.delimiter, or use"
            + " the bytes decoder",
        what,
        this);
  }

  /** The delimiter for messages: {@code 0x0d 0x0a}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(text.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "0x%02x", b & 0xFF));
    }
    return text.toString();
  }
}
