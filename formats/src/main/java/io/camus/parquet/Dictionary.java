package io.camus.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The different values of a column in Parquet's plain encoding, numbered from 0. Two values are the
 * same if their bits are. Not thread-safe.
 */
final class Dictionary {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** No entry yet, and no room for one. */
  static final int FULL = -1;

  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final int FIRST_ENTRIES = 1 << 5;

  private final int most;
  private final EncodedBytes entries = new EncodedBytes();

  /** Where each entry starts, and the last one ends. */
  private int[] starts = new int[FIRST_ENTRIES + 1];

  private int[] hashes = new int[FIRST_ENTRIES];

  /** The numbers of entries by their hash, plus 1; half of it is free at least. */
  private int[] table = new int[2 * FIRST_ENTRIES];

  private int size;

  /**
   * @param most bytes of its entries
   */
  Dictionary(int most) {
    this.most = most;
  }

  int size() {
    return size;
  }

  /** The number of bytes of the first entries. */
  int bytes(int ofEntries) {
    return starts[ofEntries];
  }

  /** The array with the entries, one after the other. */
  byte[] array() {
    return entries.array();
  }

  /** Copies an entry. */
  void copy(int entry, EncodedBytes to) {
    to.write(entries.array(), starts[entry], starts[entry + 1] - starts[entry]);
  }

  /** Its memory in bytes. */
  long memory() {
    return entries.array().length
        + (long) Integer.BYTES * (starts.length + hashes.length + table.length);
  }

  /** The number of an int, which is added if it is new; or {@link #FULL}. */
  int of(int value) {
    int hash = mixed(value);
    int slot = hash & (table.length - 1);
    for (; table[slot] != 0; slot = (slot + 1) & (table.length - 1)) {
      int entry = table[slot] - 1;
      if ((int) INTS.get(entries.array(), starts[entry]) == value) {
        return entry;
      }
    }
    if (isFull(Integer.BYTES)) {
      return FULL;
    }
    entries.writeInt(value);
    return added(hash, slot);
  }

  /** The number of a long, which is added if it is new; or {@link #FULL}. */
  int of(long value) {
    int hash = mixed(value);
    int slot = hash & (table.length - 1);
    for (; table[slot] != 0; slot = (slot + 1) & (table.length - 1)) {
      int entry = table[slot] - 1;
      if ((long) LONGS.get(entries.array(), starts[entry]) == value) {
        return entry;
      }
    }
    if (isFull(Long.BYTES)) {
      return FULL;
    }
    entries.writeLong(value);
    return added(hash, slot);
  }

  /** The number of bytes with their length, which are added if they are new; or {@link #FULL}. */
  int of(byte[] bytes, int offset, int count) {
    int hash = hash(bytes, offset, count);
    int slot = hash & (table.length - 1);
    for (; table[slot] != 0; slot = (slot + 1) & (table.length - 1)) {
      int entry = table[slot] - 1;
      if (hashes[entry] == hash && holds(entry, bytes, offset, count)) {
        return entry;
      }
    }
    if (isFull((long) Integer.BYTES + count)) {
      return FULL;
    }
    entries.writeInt(count);
    entries.write(bytes, offset, count);
    return added(hash, slot);
  }

  private boolean holds(int entry, byte[] bytes, int offset, int count) {
    return Arrays.equals(
        bytes,
        offset,
        offset + count,
        entries.array(),
        starts[entry] + Integer.BYTES,
        starts[entry + 1]);
  }

  private boolean isFull(long more) {
    return entries.length() + more > most;
  }

  private int added(int hash, int slot) {
    int entry = size++;
    table[slot] = size;
    hashes[entry] = hash;
    starts[size] = entries.length();
    if (size == hashes.length) {
      grow();
    }
    return entry;
  }

  private void grow() {
    hashes = Arrays.copyOf(hashes, 2 * size);
    starts = Arrays.copyOf(starts, 2 * size + 1);
    table = new int[4 * size];
    for (int entry = 0; entry < size; entry++) {
      int slot = hashes[entry] & (table.length - 1);
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = entry + 1;
    }
  }

  private static int mixed(long bits) {
    long product = bits * FACTOR;
    return (int) (product >>> Integer.SIZE);
  }

  /** Eight bytes at a time; the last ones may overlap. */
  private static int hash(byte[] bytes, int offset, int count) {
    long hash = count;
    int end = offset + count;
    if (count < Long.BYTES) {
      for (int i = offset; i < end; i++) {
        hash = hash << Byte.SIZE | (bytes[i] & 0xFF);
      }
      return mixed(hash);
    }
    for (int i = offset; i < end - Long.BYTES; i += Long.BYTES) {
      hash = Long.rotateLeft((hash ^ (long) LONGS.get(bytes, i)) * FACTOR, 31);
    }
    return mixed(hash ^ (long) LONGS.get(bytes, end - Long.BYTES));
  }
}
