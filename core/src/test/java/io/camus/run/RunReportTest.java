package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.Reachable;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.model.WindowCount;
import io.camus.report.RunListener;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class RunReportTest {
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-000001");

  /** A range of so many data files, of one record each, and as many dead letters. */
  private static PulledGroup group(int partition, int files) {
    OffsetRange range =
        new OffsetRange(new TopicPartition("clicks", partition), new Uuid(1, 1), 0, 0, 2L * files);
    return new PulledGroup(
        List.of(
            new PulledRange(
                range,
                2L * files,
                files,
                Map.of(RejectionCause.MALFORMED, (long) files),
                0,
                0,
                "sum64:0000000000000000",
                Optional.empty(),
                OptionalInt.empty(),
                0,
                Optional.empty(),
                Optional.empty())),
        IntStream.range(0, 2 * files)
            .mapToObj(
                i -> file(range, i, i % 2 == 0 ? DataFile.Kind.DATA : DataFile.Kind.DEAD_LETTER))
            .toList(),
        List.of(new WindowCount(0, "server", "service", files)));
  }

  private static DataFile file(OffsetRange range, int offset, DataFile.Kind kind) {
    return new DataFile(
        kind,
        "/staged/" + offset,
        "/data/" + offset,
        List.of(
            new DataFile.Part(
                new OffsetRange(range.partition(), range.topicId(), 0, offset, offset + 1), 1)),
        10,
        offset,
        offset,
        "crc32c:00000000",
        "sum64:0000000000000000");
  }

  @Test
  void ofCommittedFilesItKeepsTheSums() throws IllegalAccessException {
    CommitRecord record =
        new CommitRecord(
            new CommitRecord.Header(2, "nonce", RUN.value(), World.NOW, Optional.empty()),
            List.of(
                new LogEntry.Commits(RUN, 0, group(0, 30)),
                new LogEntry.Commits(RUN, 1, group(1, 20))));
    RunReport report = new RunReport(World.NOW, RunListener.silent(), () -> World.NOW);

    report.committed(record);

    assertThat(Reachable.count(record, DataFile.class)).isEqualTo(100);
    assertThat(Reachable.count(report, DataFile.class)).isZero();
    assertThat(Reachable.count(report, WindowCount.class)).isZero();
    assertThat(report.filesInWords()).isEqualTo("50 data files, 50 dead letter files");
    assertThat(report.summary(Optional.of(RUN)).topics())
        .singleElement()
        .satisfies(
            topic -> {
              assertThat(topic.files()).isEqualTo(50);
              assertThat(topic.deadLetterFiles()).isEqualTo(50);
              assertThat(topic.bytes()).isEqualTo(500);
              assertThat(topic.firstEvent()).contains(Instant.ofEpochMilli(0));
              assertThat(topic.lastEvent()).contains(Instant.ofEpochMilli(58));
            });
  }
}
