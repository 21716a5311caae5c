package io.camus.verify;

/**
 * Counts delimiters in a stream of bytes, left to right, none overlapping another: the way in which
 * a reader splits lines. A prefix table lets a match begin within a failed one.
 */
final class DelimiterCount {
  private final byte[] delimiter;
  private final int[] prefixes;
  private int matched;
  private long records;
  private boolean atEnd = true;

  DelimiterCount(byte[] delimiter) {
    this.delimiter = delimiter.clone();
    this.prefixes = new int[delimiter.length];
    for (int i = 1, length = 0; i < delimiter.length; i++) {
      while (length > 0 && delimiter[i] != delimiter[length]) {
        length = prefixes[length - 1];
      }
      length += delimiter[i] == delimiter[length] ? 1 : 0;
      prefixes[i] = length;
    }
  }

  /** The next {@code length} bytes. */
  void add(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      byte next = bytes[i];
      while (matched > 0 && next != delimiter[matched]) {
        matched = prefixes[matched - 1];
      }
      matched += next == delimiter[matched] ? 1 : 0;
      atEnd = matched == delimiter.length;
      if (atEnd) {
        records++;
        matched = 0;
      }
    }
  }

  /** Complete records so far. */
  long records() {
    return records;
  }

  /** Whether nothing has come since the last delimiter. */
  boolean isAtEnd() {
    return atEnd;
  }
}
