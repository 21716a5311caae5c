package io.camus.decode;

/** Decodes Avro's binary numbers, given their first and last byte. */
final class AvroNumbers {
  private AvroNumbers() {}

  /** The int in {@code [from, to)}, of which more than 32 bits do not count. */
  static int intIn(byte[] bytes, int from, int to) {
    int value = 0;
    for (int i = to - 1; i >= from; i--) {
      value = value << 7 | (bytes[i] & 0x7F);
    }
    return unzigzag(value);
  }

  /** The long in {@code [from, to)}, of which more than 64 bits do not count. */
  static long longIn(byte[] bytes, int from, int to) {
    long value = 0;
    for (int i = to - 1; i >= from; i--) {
      value = value << 7 | (bytes[i] & 0x7F);
    }
    return (value >>> 1) ^ -(value & 1);
  }

  static int unzigzag(int value) {
    return (value >>> 1) ^ -(value & 1);
  }

  /** The bits of a float or double, the lowest byte first. */
  static long littleEndian(byte[] bytes, int from, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | (bytes[from + i] & 0xFF);
    }
    return value;
  }
}
