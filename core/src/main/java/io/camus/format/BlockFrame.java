package io.camus.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * The bytes of one block of an Avro file, with room for the block's header before and the sync
 * marker after them, so a block is written in one call without copying. Not thread-safe.
 */
final class BlockFrame {
  static final int SYNC_BYTES = 16;

  /** Two longs: the number of data and that of bytes. */
  private static final int HEAD_BYTES = 20;

  private static final int FIRST_BYTES = 1 << 12;
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final int usual;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int end = HEAD_BYTES;

  /**
   * @param usual its usual size; it starts smaller and doubles up to that
   */
  BlockFrame(int usual) {
    this.usual = usual;
  }

  /** The array with the bytes; {@link #reserve} may replace it. */
  byte[] array() {
    return bytes;
  }

  /** Where they begin in the array. */
  int start() {
    return HEAD_BYTES;
  }

  /** Where they end, exclusive. */
  int end() {
    return end;
  }

  int length() {
    return end - HEAD_BYTES;
  }

  /** Forgets the bytes. */
  void clear() {
    end = HEAD_BYTES;
  }

  /** Adds bytes that were written after the end. */
  void grow(int count) {
    end += count;
  }

  void append(byte[] source, int offset, int count) throws IOException {
    reserve(count);
    System.arraycopy(source, offset, bytes, end, count);
    end += count;
  }

  /** Makes room for bytes after the end. */
  void reserve(long count) throws IOException {
    long needed = end + count + SYNC_BYTES;
    if (needed > bytes.length) {
      if (needed > LARGEST) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "a block of an Avro file would have %d bytes, more than 2 GB",
                needed));
      }
      long doubled = Math.min(2L * bytes.length, HEAD_BYTES + (long) usual + SYNC_BYTES);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
  }

  /**
   * Writes the block; its bytes are kept.
   *
   * @param data the number of data in it
   * @param sync the file's marker, of 16 bytes
   */
  void writeTo(OutputStream out, long data, byte[] sync) throws IOException {
    reserve(0);
    int start = putLongBefore(HEAD_BYTES, length());
    start = putLongBefore(start, data);
    System.arraycopy(sync, 0, bytes, end, SYNC_BYTES);
    out.write(bytes, start, end + SYNC_BYTES - start);
  }

  /** Encodes a non-negative number that ends before a position. */
  private int putLongBefore(int place, long value) {
    long raw = value << 1;
    int size = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(raw) + 6) / 7);
    int at = place - size;
    for (int i = at; i < place - 1; i++) {
      bytes[i] = (byte) (raw | 0x80);
      raw >>>= 7;
    }
    bytes[place - 1] = (byte) raw;
    return at;
  }
}
