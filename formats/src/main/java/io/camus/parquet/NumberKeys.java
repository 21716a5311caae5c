package io.camus.parquet;

import java.util.Arrays;

/** Numbers and booleans by which rows are sorted, as longs of the same order. */
final class NumberKeys extends KeyColumn {
  private static final int FIRST_ROWS = 1 << 8;

  private long[] values = new long[FIRST_ROWS];
  private int rows;

  @Override
  public void write(int value, int repetition, int level) {
    add(value);
  }

  @Override
  public void write(long value, int repetition, int level) {
    add(value);
  }

  @Override
  public void write(boolean value, int repetition, int level) {
    add(value ? 1 : 0);
  }

  @Override
  public void write(float value, int repetition, int level) {
    write((double) value, repetition, level);
  }

  @Override
  public void write(double value, int repetition, int level) {
    long bits = Double.doubleToLongBits(value);
    add(bits ^ ((bits >> 63) & Long.MAX_VALUE));
  }

  private void add(long value) {
    values[rows] = value;
    nextRow();
  }

  @Override
  void valueIsKept(int rowsNow) {
    rows = rowsNow;
    if (rows == values.length) {
      values = Arrays.copyOf(values, 2 * rows);
    }
  }

  @Override
  int compareValues(int one, int other) {
    return Long.compare(values[one], values[other]);
  }

  @Override
  long memory() {
    return (long) Long.BYTES * values.length;
  }

  @Override
  void clear() {
    super.clear();
    values = new long[FIRST_ROWS];
    rows = 0;
  }
}
