package io.camus.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.OffsetRange;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.wire.PlanFile.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.StatusReporter;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.MapContextImpl;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class HadoopProgressTest {
  private static final OffsetRange RANGE =
      new OffsetRange(new TopicPartition("clicks", 0), Uuid.randomUuid(), 0, 100, 1100);

  private final OffsetSplit split = new OffsetSplit(new Section(3, 0, 0, 1, RANGE.length(), 5_000));
  private final RecordReader<NullWritable, NullWritable> reader =
      new SplitInputFormat().createRecordReader(split, null);
  private final Counters counters = new Counters();
  private String status = "";

  private HadoopProgress begin() {
    return new HadoopProgress(
        new MapContextImpl<>(
            new Configuration(false),
            TaskAttemptID.forName("attempt_1_0002_m_000003_0"),
            reader,
            null,
            null,
            new Reporter(),
            split));
  }

  /** Hadoop, as far as it hears of a task. */
  private final class Reporter extends StatusReporter {
    @Override
    public Counter getCounter(Enum<?> name) {
      return counters.findCounter(name);
    }

    @Override
    public Counter getCounter(String group, String name) {
      return counters.findCounter(group, name);
    }

    @Override
    public void progress() {}

    @Override
    public float getProgress() {
      return 0;
    }

    @Override
    public void setStatus(String text) {
      status = text;
    }
  }

  private Map<String, Long> shown() {
    Map<String, Long> shown = new TreeMap<>();
    counters
        .getGroup("Camus")
        .forEach(counter -> shown.put(counter.getDisplayName(), counter.getValue()));
    return shown;
  }

  @Test
  void theFirstRecordsShowAsShareOfTheWorkAndStatus() throws Exception {
    begin().pulled(250, 9_000);

    assertThat(reader.getProgress()).isEqualTo(0.25f);
    assertThat(status).isEqualTo("250 records of 1,000 offsets pulled");
    assertThat(shown()).containsEntry("Records pulled", 250L).containsEntry("Bytes pulled", 9_000L);
  }

  @Test
  void theShareNeverPassesTheWhole() throws Exception {
    begin().pulled(1_001, 1);

    assertThat(reader.getProgress()).isEqualTo(1);
  }

  @Test
  void aFinishedTaskTellsWhatBecameOfItsRecords() {
    HadoopProgress progress = begin();
    progress.pulled(998, 9_000);

    progress.finished(
        List.of(
            new PulledGroup(
                List.of(
                    new PulledRange(
                        new OffsetRange(RANGE.partition(), RANGE.topicId(), 0, 100, 1100),
                        1100,
                        0,
                        Map.of(),
                        990,
                        10,
                        "sum64:0000000000000000",
                        Optional.empty(),
                        OptionalInt.empty(),
                        0,
                        Optional.empty(),
                        Optional.empty())),
                List.of(),
                List.of())));

    assertThat(status)
        .isEqualTo("1,000 of 1,000 offsets pulled; partitions: 1, records written: 0, rejected: 0");
    assertThat(shown())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Records pulled",
                998L,
                "Bytes pulled",
                9_000L,
                "Records written to data files",
                0L,
                "Records rejected to dead letters",
                0L,
                "Records skipped",
                990L,
                "Files written",
                0L,
                "Tasks committed",
                0L));
  }
}
