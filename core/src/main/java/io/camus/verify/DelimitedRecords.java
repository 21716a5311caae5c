package io.camus.verify;

import io.camus.digest.ContentDigest;

/**
 * Splits a byte stream at its delimiters, left to right without overlap, as readers split lines. A
 * prefix table lets a match begin within a failed one. It buffers only a possible start of a
 * delimiter.
 */
final class DelimitedRecords {
  private final byte[] delimiter;
  private final int[] prefixes;
  private final ContentDigest digest = new ContentDigest();
  private int matched;
  private long records;
  private boolean atEnd = true;

  DelimitedRecords(byte[] delimiter) {
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
    int held = matched; // matched bytes of the delimiter before these bytes
    int start = 0;
    for (int i = 0; i < length; i++) {
      byte next = bytes[i];
      while (matched > 0 && next != delimiter[matched]) {
        matched = prefixes[matched - 1];
      }
      matched += next == delimiter[matched] ? 1 : 0;
      atEnd = matched == delimiter.length;
      if (atEnd) {
        digest(held, bytes, start, held + i + 1 - start - delimiter.length);
        digest.endRecord();
        records++;
        matched = 0;
        held = 0;
        start = i + 1;
      }
    }
    digest(held, bytes, start, held + length - start - matched);
  }

  /** Digests {@code count} bytes, starting with the buffered ones. */
  private void digest(int held, byte[] bytes, int start, int count) {
    int before = Math.min(held, count);
    digest.update(delimiter, 0, before);
    digest.update(bytes, start, count - before);
  }

  /** Complete records so far. */
  long records() {
    return records;
  }

  /** The digest of the complete records so far. */
  String digest() {
    return digest.text();
  }

  /** Whether nothing follows the last delimiter. */
  boolean isAtEnd() {
    return atEnd;
  }
}
