package io.camus.decode;

/** What separates the records of a file of lines. */
final class Delimiter {
  private final byte[] bytes;

  /**
   * @param bytes at least one
   */
  Delimiter(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a record delimiter has at least one byte");
    }
    this.bytes = bytes.clone();
  }

  /**
   * Whether a record in {@code [from, to)} could not be told from two: the delimiter would be found
   * before the record's end in the record and the delimiter behind it.
   */
  boolean splits(byte[] record, int from, int to) {
    for (int at = from; at < to; at++) {
      if (record[at] == bytes[0] && isAt(at, record, to)) {
        return true;
      }
    }
    return false;
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

  /** The delimiter for messages: {@code 0x0d 0x0a}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(text.isEmpty() ? "" : " ").append("0x%02x".formatted(b & 0xFF));
    }
    return text.toString();
  }
}
