package io.camus.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.DataFile;
import io.camus.model.DataFile.Kind;
import io.camus.model.DataFile.Part;
import io.camus.model.OffsetRange;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FileSelectionTest {
  private final Layout layout = new Workplace().layout;

  private static DataFile file(Kind kind, String destination, int... partitions) {
    return new DataFile(
        kind,
        "/staged",
        destination,
        Arrays.stream(partitions)
            .mapToObj(
                partition ->
                    new Part(
                        new OffsetRange(
                            new TopicPartition("clicks", partition), Workplace.TOPIC_ID, 0, 0, 1),
                        1))
            .toList(),
        1,
        0,
        0,
        "crc32c:00000000",
        Workplace.NO_RECORDS);
  }

  private boolean chooses(String topic, Kind kind, OptionalInt partition, String bucket) {
    return new FileSelection(topic, kind, partition, Optional.ofNullable(bucket))
        .in(layout)
        .test(file(Kind.DATA, "/data/clicks/hourly/2026/11/22/14/f.avro", 1, 3));
  }

  @Test
  void topicAndKindDecide() {
    assertThat(chooses("clicks", Kind.DATA, OptionalInt.empty(), null)).isTrue();
    assertThat(chooses("views", Kind.DATA, OptionalInt.empty(), null)).isFalse();
    assertThat(chooses("clicks", Kind.DEAD_LETTER, OptionalInt.empty(), null)).isFalse();
  }

  @Test
  void aFileIsOfEachPartitionThatSharesIt() {
    assertThat(chooses("clicks", Kind.DATA, OptionalInt.of(1), null)).isTrue();
    assertThat(chooses("clicks", Kind.DATA, OptionalInt.of(3), null)).isTrue();
    assertThat(chooses("clicks", Kind.DATA, OptionalInt.of(2), null)).isFalse();
  }

  @Test
  void aBucketIsADirectoryWithThoseBelowIt() {
    assertThat(chooses("clicks", Kind.DATA, OptionalInt.empty(), "hourly/2026/11/22/14")).isTrue();
    assertThat(chooses("clicks", Kind.DATA, OptionalInt.empty(), "hourly/2026/11")).isTrue();
    assertThat(chooses("clicks", Kind.DATA, OptionalInt.empty(), "hourly/2026/1")).isFalse();
    assertThat(chooses("clicks", Kind.DATA, OptionalInt.empty(), "2026/11/22/14")).isFalse();
    assertThat(chooses("clicks", Kind.DATA, OptionalInt.of(2), "hourly")).isFalse();
  }
}
