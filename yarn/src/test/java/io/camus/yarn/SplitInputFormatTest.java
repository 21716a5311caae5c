package io.camus.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PlannedRange.Begin;
import io.camus.model.Split;
import io.camus.spi.StorePath;
import io.camus.wire.PlanFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitInputFormatTest {
  private static final List<Split> SPLITS =
      List.of(
          new Split(
              7,
              List.of(
                  new PlannedRange(
                      new OffsetRange(
                          new TopicPartition("a.b", 3), Uuid.randomUuid(), 2, 5, Long.MAX_VALUE),
                      1 << 20,
                      OptionalInt.of(4),
                      Begin.AFTER_ANOTHER),
                  PlannedRange.of(
                      new OffsetRange(new TopicPartition("a_b", 0), Uuid.ZERO_UUID, 0, 0, 0))),
              Map.of("a.b", Long.MAX_VALUE, "a_b", 17L)),
          new Split(
              8,
              List.of(
                  PlannedRange.of(
                      new OffsetRange(new TopicPartition("ä", 1), Uuid.randomUuid(), 0, 3, 4))),
              Map.of()));

  @TempDir private Path folder;

  /** As it is written to the job's file, and read from there in the task. */
  private static OffsetSplit arrived(InputSplit split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ((OffsetSplit) split).write(new DataOutputStream(bytes));
    OffsetSplit arrived = new OffsetSplit();
    arrived.readFields(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return arrived;
  }

  @Test
  void splitsTravelToTheirTasksAsPlacesInThePlan() throws IOException {
    Path plan = folder.resolve("plan");
    try (OutputStream out = Files.newOutputStream(plan)) {
      PlanFile.write(out, SPLITS);
    }
    Configuration job = new Configuration(false);
    JobKeys.putPlan(job, new StorePath(plan.toUri().toString()));

    List<OffsetSplit> splits = new ArrayList<>();
    for (InputSplit split :
        new SplitInputFormat().getSplits(new JobContextImpl(job, new JobID()))) {
      splits.add(arrived(split));
    }

    List<Split> read = new ArrayList<>();
    for (OffsetSplit split : splits) {
      read.add(PlanFile.read(Files.newInputStream(plan), split.section(), "plan"));
    }
    assertThat(read).isEqualTo(SPLITS);
    assertThat(splits.get(0).getLength()).isEqualTo(1 << 20);
    assertThat(splits.get(0).getLocations()).isEmpty();
    assertThat(splits.get(0)).hasToString("task 7: 2 partitions, 1,048,576 bytes");
  }
}
