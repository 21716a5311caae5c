package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.GroupSummary;
import io.camus.model.OffsetRange;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class PullNoticesTest {

  /** A range whose files, of one record each, lie in directories in turn. */
  private static GroupSummary group(int partition, int files, int directories, long bytes) {
    OffsetRange range =
        new OffsetRange(new TopicPartition("clicks", partition), new Uuid(1, 1), 0, 0, files);
    return new PulledGroup(
            List.of(
                new PulledRange(
                    range,
                    files,
                    files,
                    Map.of(),
                    0,
                    0,
                    "sum64:0000000000000000",
                    Optional.empty(),
                    OptionalInt.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty())),
            IntStream.range(0, files)
                .mapToObj(i -> file(range, i, "/data/clicks/" + i % directories + "/" + i, bytes))
                .toList(),
            List.of())
        .summary();
  }

  private static DataFile file(OffsetRange range, int offset, String destination, long bytes) {
    Part part =
        new Part(
            new OffsetRange(
                range.partition(), range.topicId(), range.generation(), offset, offset + 1),
            1);
    return new DataFile(
        DataFile.Kind.DATA,
        "/staged/" + offset,
        destination,
        List.of(part),
        bytes,
        0,
        0,
        "crc32c:00000000",
        "sum64:0000000000000000");
  }

  @Test
  void manySmallFilesOfADirectoryAreToldWithTheKeys() {
    assertThat(PullNotices.ofFiles(List.of(group(0, 313, 1, 900))))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.severity()).isEqualTo(Severity.NOTICE);
              assertThat(notice.where()).isEqualTo("clicks");
              assertThat(notice.message())
                  .contains("313 small files for 1 directories")
                  .contains("schema")
                  .contains("camus.output.file.target.bytes");
            });
  }

  @Test
  void twoFilesOfEachDirectoryAndPartitionAreNoneToMind() {
    List<Problem> notices =
        PullNotices.ofFiles(List.of(group(0, 1440, 720, 900), group(1, 1440, 720, 900)));
    assertThat(notices).isEmpty();
  }

  @Test
  void filesOfALargeTargetSizeAreNoneToMind() {
    assertThat(PullNotices.ofFiles(List.of(group(0, 200, 1, 128 << 20)))).isEmpty();
  }

  @Test
  void aFewSchemasAreNoneToMind() {
    assertThat(PullNotices.ofFiles(List.of(group(0, 5, 1, 900)))).isEmpty();
  }
}
