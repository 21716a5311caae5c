package io.camus.yarn;

import io.camus.model.Split;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;

/** Our split in Hadoop's clothes. It is nowhere near anything: brokers are not nodes. */
final class OffsetSplit extends InputSplit implements Writable {
  private Split split;
  private volatile long pulled;

  /** For Hadoop, which fills it by {@link #readFields}. */
  OffsetSplit() {
    this(new Split(0, List.of()));
  }

  OffsetSplit(Split split) {
    this.split = split;
  }

  Split split() {
    return split;
  }

  /** Notes how many of its records an attempt has pulled so far. */
  void pulled(long records) {
    pulled = records;
  }

  /** The offsets of all its ranges. */
  long offsets() {
    return split.ranges().stream().mapToLong(planned -> planned.range().length()).sum();
  }

  /** The share of it that is pulled, 0 to 1: low where offsets hold no records. */
  float progress() {
    return (float) Math.min(1, (double) pulled / Math.max(1, offsets()));
  }

  @Override
  public long getLength() {
    return split.estimatedBytes();
  }

  @Override
  public String[] getLocations() {
    return new String[0];
  }

  @Override
  public void write(DataOutput out) throws IOException {
    SplitFile.write(split, out);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    split = SplitFile.readSplit(in);
  }

  /** For Hadoop's log: {@code task 3: 120 partitions, 73,400,320 bytes}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "task %d: %d partitions, %,d bytes",
        split.task(),
        split.ranges().size(),
        split.estimatedBytes());
  }
}
