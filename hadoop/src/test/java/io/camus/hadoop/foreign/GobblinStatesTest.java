package io.camus.hadoop.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.hadoop.foreign.ForeignWriter.Layout;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import io.camus.offsets.ForeignPositions;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GobblinStatesTest {
  private static final String STATE = "org.apache.gobblin.runtime.JobState$DatasetState";
  private static final String REACHED = "workunit.state.actual.high.water.mark";

  @TempDir Path job;

  private static void properties(DataOutput out, Map<String, String> properties)
      throws IOException {
    out.writeInt(properties.size());
    for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
      Text.writeString(out, property.getKey());
      Text.writeString(out, property.getValue());
    }
  }

  private static Layout task(Map<String, String> workUnit, Map<String, String> itself) {
    return out -> {
      Text.writeString(out, "job_1");
      Text.writeString(out, "task_1");
      out.writeLong(1);
      out.writeLong(2);
      out.writeLong(1);
      properties(out, workUnit);
      properties(out, Map.of("extract.table.name", "clicks"));
      properties(out, itself);
    };
  }

  private static Layout state(Layout... tasks) {
    return out -> {
      Text.writeString(out, "kafka");
      Text.writeString(out, "job_1");
      out.writeLong(1);
      out.writeLong(2);
      out.writeLong(1);
      Text.writeString(out, "COMMITTED");
      out.writeInt(tasks.length);
      out.writeInt(tasks.length);
      for (Layout task : tasks) {
        task.write(out);
      }
      out.writeInt(0); // work units of before
      properties(out, Map.of("dataset.urn", ""));
    };
  }

  private static Layout task(String topic, int partition, long next) {
    return task(
        Map.of("topic.name", topic, "partition.id", "" + partition),
        Map.of(REACHED, "{\"values\":[" + next + "]}"));
  }

  private Path write(String file, Layout state) throws IOException {
    ForeignWriter.values(job.resolve(file), STATE, Map.of("job_1", state));
    return job.resolve(file);
  }

  private static ForeignPositions read(Path path) {
    return GobblinStates.positions(path.toString(), new Configuration());
  }

  private static TopicPartition clicks(int partition) {
    return new TopicPartition("clicks", partition);
  }

  @Test
  void theCurrentStateCounts() throws IOException {
    write("job_1.jst", state(task("clicks", 0, 900)));
    write("current.jst", state(task("clicks", 0, 1_200), task("ad.views", 3, 5)));

    ForeignPositions positions = read(job);
    assertThat(positions.next())
        .isEqualTo(Map.of(clicks(0), 1_200L, new TopicPartition("ad.views", 3), 5L));
    assertThat(positions.origin()).contains("Gobblin").endsWith(job.toString());
    assertThat(read(job.resolve("job_1.jst")).next()).isEqualTo(Map.of(clicks(0), 900L));
  }

  @Test
  void aTaskMayHaveSeveralPartitions() throws IOException {
    write(
        "current.jst",
        state(
            task(
                Map.of(
                    "topic.name", "clicks",
                    "partition.id.0", "4",
                    "partition.id.1", "2",
                    "partition.id.2", "9"),
                Map.of(REACHED, "{\"values\":[40,20,-1]}"))));

    assertThat(read(job).next()).isEqualTo(Map.of(clicks(4), 40L, clicks(2), 20L));
  }

  @Test
  void aTaskThatTellsNoEndStandsWhereItBegan() throws IOException {
    write(
        "current.jst",
        state(
            task(
                Map.of(
                    "topic.name",
                    "clicks",
                    "partition.id",
                    "0",
                    "watermark.interval.value",
                    "{\"low.watermark.to.json\":{\"values\":[7]},"
                        + "\"expected.watermark.to.json\":{\"values\":[90]}}"),
                Map.of())));

    assertThat(read(job).next()).isEqualTo(Map.of(clicks(0), 7L));
  }

  @Test
  void eachDatasetHasAStateOfItsOwn() throws IOException {
    write("current.jst", state(task("clicks", 0, 1)));
    write("clicks-current.jst", state(task("clicks", 0, 1_200)));
    write("views-current.jst", state(task("views", 0, 30)));

    assertThat(read(job).next())
        .isEqualTo(Map.of(clicks(0), 1_200L, new TopicPartition("views", 0), 30L));
  }

  @Test
  void twoPositionsOfOnePartitionAreRefused() throws IOException {
    write("a-current.jst", state(task("clicks", 0, 10)));
    write("b-current.jst", state(task("clicks", 0, 11)));

    assertThatThrownBy(() -> read(job))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("two positions of clicks-0, 10 and 11");
  }

  @Test
  void statesBeforeApacheHaveTheirOldNames() throws IOException {
    ForeignWriter.values(
        job.resolve("current.jst"),
        "gobblin.runtime.JobState",
        Map.of("job_1", state(task("clicks", 0, 3))));

    assertThat(read(job).next()).isEqualTo(Map.of(clicks(0), 3L));
  }

  @Test
  void whatHoldsNoPositionsIsRefused() throws IOException {
    write("current.jst", state(task(Map.of("source.class", "x"), Map.of())));
    assertThatThrownBy(() -> read(job))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no task that reads a Kafka partition");

    Path store = Files.createDirectories(job.resolve("store"));
    assertThatThrownBy(() -> read(store))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has no file current.jst");
    assertThatThrownBy(() -> GobblinStates.positions("jdbc:mysql://h/d", new Configuration()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--from-file");
  }

  @Test
  void anotherLayoutIsRefused() throws IOException {
    byte[] noise = new byte[40];
    Arrays.fill(noise, (byte) 0x7f);
    write("current.jst", out -> out.write(noise));
    assertThatThrownBy(() -> read(job))
        .isInstanceOfAny(StorageException.class, ConfigurationException.class)
        .hasMessageContaining("current.jst");

    ForeignWriter.values(
        job.resolve("current.jst"),
        STATE,
        Map.of("job_1", state(task(Map.of("topic.name", "clicks"), Map.of()))));
    assertThatThrownBy(() -> read(job))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("partition.id");
    assertThat(List.of(job.toFile().list())).contains("current.jst");
  }
}
