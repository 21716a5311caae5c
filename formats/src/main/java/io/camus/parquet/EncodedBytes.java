package io.camus.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes during encoding. Not thread-safe. */
final class EncodedBytes {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LONGEST_NUMBER = 10;
  private static final int FIRST_BYTES = 1 << 8;
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private byte[] bytes = {};
  private int length;

  /** The array with the bytes, from its start; more bytes may replace it. */
  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void writeByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  /** Writes an int's four bytes, the lowest first. */
  void writeInt(int value) {
    reserve(Integer.BYTES);
    INTS.set(bytes, length, value);
    length += Integer.BYTES;
  }

  /** Writes a long's eight bytes, the lowest first. */
  void writeLong(long value) {
    reserve(Long.BYTES);
    LONGS.set(bytes, length, value);
    length += Long.BYTES;
  }

  void write(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  /** Writes an int or long as Avro does, the lowest seven bits first. */
  void writeNumber(long value) {
    reserve(LONGEST_NUMBER);
    length += putNumber(value, length);
  }

  /** Inserts such a number at a place. */
  void insertNumber(int at, long value) {
    reserve(LONGEST_NUMBER);
    int count = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(zigzag(value)) + 6) / 7);
    System.arraycopy(bytes, at, bytes, at + count, length - at);
    putNumber(value, at);
    length += count;
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private int putNumber(long value, int at) {
    long raw = zigzag(value);
    int to = at;
    while ((raw & ~0x7FL) != 0) {
      bytes[to++] = (byte) ((raw & 0x7F) | 0x80);
      raw >>>= 7;
    }
    bytes[to++] = (byte) raw;
    return to - at;
  }

  private void reserve(int count) {
    if (count > bytes.length - length) {
      long needed = (long) length + count;
      if (needed > LARGEST) {
        throw new IllegalStateException(needed + " bytes exceed an array");
      }
      bytes =
          Arrays.copyOf(bytes, (int) Math.min(LARGEST, Math.max(FIRST_BYTES, needed + needed / 2)));
    }
  }
}
