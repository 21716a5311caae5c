package io.camus.format;

import io.camus.spi.FileFormat.Records;
import java.io.IOException;

/**
 * Splits a byte stream at its delimiters, left to right without overlap, as readers split lines. A
 * prefix table lets a match begin within a failed one. It buffers only a possible start of a
 * delimiter.
 */
final class DelimitedRecords {
  private final byte[] delimiter;
  private final int[] prefixes;
  private final Records records;
  private int matched;
  private boolean atEnd = true;

  /**
   * @param records receives the records, without their delimiters
   */
  DelimitedRecords(byte[] delimiter, Records records) {
    this.delimiter = delimiter.clone();
    this.records = records;
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
  void add(byte[] bytes, int length) throws IOException {
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
        pass(held, bytes, start, held + i + 1 - start - delimiter.length);
        records.endRecord();
        matched = 0;
        held = 0;
        start = i + 1;
      }
    }
    pass(held, bytes, start, held + length - start - matched);
  }

  /** Passes on {@code count} bytes, starting with the buffered ones. */
  private void pass(int held, byte[] bytes, int start, int count) throws IOException {
    int before = Math.min(held, count);
    records.bytes(delimiter, 0, before);
    records.bytes(bytes, start, count - before);
  }

  /** Whether nothing follows the last delimiter. */
  boolean isAtEnd() {
    return atEnd;
  }
}
