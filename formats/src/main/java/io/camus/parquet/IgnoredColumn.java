package io.camus.parquet;

import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** A column whose values are not kept. */
class IgnoredColumn implements ColumnWriter {
  @Override
  public void write(int value, int repetition, int level) {}

  @Override
  public void write(long value, int repetition, int level) {}

  @Override
  public void write(boolean value, int repetition, int level) {}

  @Override
  public void write(Binary value, int repetition, int level) {}

  @Override
  public void write(float value, int repetition, int level) {}

  @Override
  public void write(double value, int repetition, int level) {}

  @Override
  public void writeNull(int repetition, int level) {}

  @Override
  public void close() {}

  @Override
  public long getBufferedSizeInMemory() {
    return 0;
  }
}
