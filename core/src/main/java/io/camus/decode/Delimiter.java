package io.camus.decode;

import java.util.Locale;

/** What separates the records of a file of lines. */
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
   * Whether a record in {@code [from, to)} could not be told from two: the delimiter would be found
   * before the record's end in the record and the delimiter behind it.
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

  /** Where its first byte is; {@code to} if it is not there. */
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

  /** Whether readers of text find it by themselves: LF, CR LF, or CR. */
  boolean isLineBreak() {
    return LineBreaks.lengthBeforeLast(bytes, 0, bytes.length) == 0;
  }

  /**
   * Whether it can be found in JSON without line breaks at all: other control characters than tabs,
   * which may be between tokens, cannot.
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
   * What to say of a record that it splits.
   *
   * @param what {@code text}, for example
   */
  String splitInWords(String what) {
    return String.format(
        Locale.ROOT,
        "the %s contains the record delimiter %s: use the decoder bytes, or another etl.output.record.delimiter",
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
