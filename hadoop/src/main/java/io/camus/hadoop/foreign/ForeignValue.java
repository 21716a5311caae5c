package io.camus.hadoop.foreign;

import java.io.DataInput;
import java.io.DataOutput;
import org.apache.hadoop.io.Writable;

/** A placeholder for classes of other programs; never instantiated. */
final class ForeignValue implements Writable {
  @Override
  public void write(DataOutput out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void readFields(DataInput in) {
    throw new UnsupportedOperationException();
  }
}
