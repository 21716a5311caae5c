package io.camus.yarn;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PlannedRange.Begin;
import io.camus.model.Split;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Splits as bytes: in the file that the driver leaves for its own input format, and one by one on
 * their way to the tasks. Read only by the code that wrote it.
 */
final class SplitFile {
  private SplitFile() {}

  static void write(Path file, List<Split> splits) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(splits.size());
      for (Split split : splits) {
        write(split, out);
      }
    }
  }

  static List<Split> read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int count = in.readInt();
      List<Split> splits = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        splits.add(readSplit(in));
      }
      return splits;
    }
  }

  static void write(Split split, DataOutput out) throws IOException {
    out.writeInt(split.task());
    out.writeInt(split.ranges().size());
    for (PlannedRange planned : split.ranges()) {
      OffsetRange range = planned.range();
      out.writeUTF(range.partition().topic());
      out.writeInt(range.partition().partition());
      out.writeLong(range.topicId().getMostSignificantBits());
      out.writeLong(range.topicId().getLeastSignificantBits());
      out.writeInt(range.generation());
      out.writeLong(range.from());
      out.writeLong(range.to());
      out.writeLong(planned.estimatedBytes());
      out.writeBoolean(planned.leaderEpoch().isPresent());
      out.writeInt(planned.leaderEpoch().orElse(0));
      out.writeUTF(planned.begin().name());
    }
    out.writeInt(split.offsetsOfTopics().size());
    for (Map.Entry<String, Long> topic : split.offsetsOfTopics().entrySet()) {
      out.writeUTF(topic.getKey());
      out.writeLong(topic.getValue());
    }
  }

  static Split readSplit(DataInput in) throws IOException {
    int task = in.readInt();
    int count = in.readInt();
    List<PlannedRange> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TopicPartition partition = new TopicPartition(in.readUTF(), in.readInt());
      Uuid topicId = new Uuid(in.readLong(), in.readLong());
      OffsetRange range =
          new OffsetRange(partition, topicId, in.readInt(), in.readLong(), in.readLong());
      long estimatedBytes = in.readLong();
      boolean epochKnown = in.readBoolean();
      int epoch = in.readInt();
      ranges.add(
          new PlannedRange(
              range,
              estimatedBytes,
              epochKnown ? OptionalInt.of(epoch) : OptionalInt.empty(),
              Begin.valueOf(in.readUTF())));
    }
    Map<String, Long> offsetsOfTopics = new HashMap<>();
    int topics = in.readInt();
    for (int i = 0; i < topics; i++) {
      offsetsOfTopics.put(in.readUTF(), in.readLong());
    }
    return new Split(task, ranges, offsetsOfTopics);
  }
}
