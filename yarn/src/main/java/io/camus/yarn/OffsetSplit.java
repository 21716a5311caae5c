package io.camus.yarn;

import io.camus.wire.PlanFile.Section;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;

/**
 * Hadoop's form of a split: its section of the plan file. It has no location: brokers are not
 * nodes.
 */
final class OffsetSplit extends InputSplit implements Writable {
  private Section section;
  private volatile long pulled;

  /** For Hadoop, which calls {@link #readFields}. */
  OffsetSplit() {
    this(new Section(0, 0, 0, 0, 0, 0));
  }

  OffsetSplit(Section section) {
    this.section = section;
  }

  Section section() {
    return section;
  }

  /** Sets the number of records pulled so far. */
  void pulled(long records) {
    pulled = records;
  }

  /** Its progress, 0 to 1: an underestimate if offsets have no records. */
  float progress() {
    return (float) Math.min(1, (double) pulled / Math.max(1, section.offsets()));
  }

  @Override
  public long getLength() {
    return section.estimatedBytes();
  }

  @Override
  public String[] getLocations() {
    return new String[0];
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(section.task());
    out.writeLong(section.at());
    out.writeInt(section.length());
    out.writeInt(section.ranges());
    out.writeLong(section.offsets());
    out.writeLong(section.estimatedBytes());
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    section =
        new Section(
            in.readInt(), in.readLong(), in.readInt(), in.readInt(), in.readLong(), in.readLong());
  }

  /** For Hadoop's log: {@code task 3: 120 partitions, 73,400,320 bytes}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "task %d: %d partitions, %,d bytes",
        section.task(),
        section.ranges(),
        section.estimatedBytes());
  }
}
