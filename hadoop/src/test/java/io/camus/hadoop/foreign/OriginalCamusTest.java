package io.camus.hadoop.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.hadoop.foreign.ForeignWriter.Layout;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import io.camus.offsets.ForeignPositions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Text;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalCamusTest {
  private static final String KEY = "com.linkedin.camus.etl.kafka.common.EtlKey";

  @TempDir Path history;

  /** As the first versions wrote a key. */
  private static Layout early(String topic, int partition, long next) {
    return out -> {
      out.writeUTF("3");
      out.writeInt(partition);
      out.writeLong(next - 1);
      out.writeLong(next);
      out.writeLong(77);
      out.writeUTF(topic);
      out.writeLong(1_443_780_000_000L);
      out.writeUTF("");
      out.writeUTF("");
    };
  }

  /** As the last version wrote a key: a map follows, with the size of messages in it. */
  private static Layout late(String topic, int partition, long next) {
    return out -> {
      early(topic, partition, next).write(out);
      MapWritable map = new MapWritable();
      map.put(new Text("message.size"), new LongWritable(1024));
      map.write(out);
    };
  }

  private void write(String file, Layout... keys) throws IOException {
    ForeignWriter.keys(history.resolve(file), KEY, List.of(keys));
  }

  private static ForeignPositions read(Path path) {
    return OriginalCamus.positions(path.toString(), new Configuration());
  }

  private static TopicPartition clicks(int partition) {
    return new TopicPartition("clicks", partition);
  }

  @Test
  void theNewestExecutionCountsAndInItTheLargestOffset() throws IOException {
    write("2015-10-02-11-00-00/offsets-m-00000", late("clicks", 0, 900));
    write("2015-10-02-12-00-00/offsets-previous", late("clicks", 0, 900), late("clicks", 1, 40));
    write("2015-10-02-12-00-00/offsets-m-00000", late("clicks", 0, 1_200));
    write("2015-10-02-12-00-00/offsets-m-00001", late("ad.views", 7, 1));
    Files.writeString(history.resolve("2015-10-02-12-00-00/requests.previous"), "something else");

    ForeignPositions positions = read(history);
    assertThat(positions.next())
        .isEqualTo(
            Map.of(clicks(0), 1_200L, clicks(1), 40L, new TopicPartition("ad.views", 7), 1L));
    assertThat(positions.origin())
        .startsWith("execution ")
        .endsWith("2015-10-02-12-00-00 of the original Camus");
    assertThat(positions.moving()).isEmpty();
  }

  @Test
  void oneExecutionCanBeNamed() throws IOException {
    write("2015-10-02-11-00-00/offsets-m-00000", late("clicks", 0, 900));
    write("2015-10-02-12-00-00/offsets-m-00000", late("clicks", 0, 1_200));

    assertThat(read(history.resolve("2015-10-02-11-00-00")).next())
        .isEqualTo(Map.of(clicks(0), 900L));
  }

  @Test
  void keysOfTheFirstVersionsAreReadAsWell() throws IOException {
    write("2013-01-15-10-00-00/offsets-m-00000", early("clicks", 0, 900), early("clicks", 1, 0));

    assertThat(read(history).next()).isEqualTo(Map.of(clicks(0), 900L, clicks(1), 0L));
  }

  @Test
  void anExecutionWithoutOffsetsIsRefused() throws IOException {
    write("2015-10-02-11-00-00/offsets-m-00000", late("clicks", 0, 900));
    Files.createDirectories(history.resolve("2015-10-02-12-00-00"));

    assertThatThrownBy(() -> read(history))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("2015-10-02-12-00-00 has no files offsets-*");
  }

  @Test
  void anotherDirectoryIsRefusedByName() throws IOException {
    Files.createDirectories(history.resolve("2026-11-22-14-05-59-3f09ac"));

    assertThatThrownBy(() -> read(history))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("neither a history nor an execution of the original Camus");
    assertThatThrownBy(() -> read(history.resolve("nowhere")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nowhere: there is no such file or directory");
  }

  @Test
  void filesOfOtherClassesAreRefusedByName() throws IOException {
    ForeignWriter.keys(
        history.resolve("2015-10-02-11-00-00/offsets-m-00000"),
        "com.example.OwnKey",
        List.of(late("clicks", 0, 900)));

    assertThatThrownBy(() -> read(history))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("offsets-m-00000")
        .hasMessageContaining("com.example.OwnKey");
  }

  @Test
  void keysOfAnotherLayoutAreRefused() throws IOException {
    write(
        "2015-10-02-11-00-00/offsets-m-00000",
        out -> {
          Text.writeString(out, "3"); // A version of somebody's own has this instead.
          out.writeInt(0);
          out.writeLong(899);
          out.writeLong(900);
        });

    assertThatThrownBy(() -> read(history))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("not in the format of the original's EtlKey")
        .hasMessageContaining("--from-file");
  }

  @Test
  void aFileThatIsCutShortIsNotTakenForAWholeOne() throws IOException {
    write("2015-10-02-11-00-00/offsets-m-00000", late("clicks", 0, 900), late("clicks", 1, 5));
    Path file = history.resolve("2015-10-02-11-00-00/offsets-m-00000");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 9));

    assertThatThrownBy(() -> read(history))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("offsets-m-00000");
  }
}
