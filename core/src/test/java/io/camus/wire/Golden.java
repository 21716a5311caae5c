package io.camus.wire;

import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.EventTimes;
import io.camus.model.EventTimes.Sample;
import io.camus.model.KnownSchemas;
import io.camus.model.LeftOut;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.Rewritten;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.TaskManifest;
import io.camus.model.Unfinished;
import io.camus.model.WindowCount;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * What the files in the resources of this package say. The last version that serialised by
 * reflection has written them; they are never written again.
 */
final class Golden {
  static final RunId RUN = new RunId("2026-11-22-14-05-59-ba419d");
  static final RunId OTHER = new RunId("2026-11-22-14-10-00-00c0de");
  private static final Uuid ID = Uuid.fromString("_____68S6-sAAAAAAAAAAQ");
  private static final RunOwner LOCAL =
      new RunOwner("local", "nn1", 4711, Instant.parse("2026-11-22T14:05:58.120Z"));
  private static final RunOwner YARN =
      new RunOwner("yarn", "nn2", 1, Instant.parse("2026-11-22T14:10:00.000000001Z"));

  private Golden() {}

  static byte[] bytes(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  static List<KnownSchemas> schemas() {
    return List.of(
        new KnownSchemas(
            "clicks",
            Optional.of(
                "{\"type\":\"record\",\"name\":\"Click\",\"fields\":[],\"doc\":\"\u00e9 \\\"x\\\"\"}"),
            List.of("\"int\"", "\"long\""),
            Optional.empty()),
        new KnownSchemas("views.web", Optional.empty(), List.of(), Optional.empty()),
        new KnownSchemas("orders", Optional.empty(), List.of(), Optional.of("\"long\"")));
  }

  static CommitRecord record() {
    return new CommitRecord(
        new CommitRecord.Header(
            42,
            "0dfe8af6aee7bbe1",
            RUN.value(),
            Instant.parse("2026-11-22T14:05:59.5Z"),
            Optional.of(Duration.ofMinutes(10))),
        List.of(
            new LogEntry.Opens(RUN, LOCAL),
            new LogEntry.Opens(OTHER, YARN),
            sets(2, new PartitionPosition(ID, 2, 7), "first seen, starts at the earliest"),
            sets(3, measured(Uuid.ZERO_UUID, 1L << 53, 0, 14.75), ""),
            new LogEntry.Commits(RUN, 17, group(Map.of(RejectionCause.MALFORMED, 3L))),
            new LogEntry.Commits(OTHER, 0, emptyGroup()),
            new LogEntry.Closes(RUN)));
  }

  static CommitRecord recordWithLeftOut() {
    PulledGroup group = group(Map.of(RejectionCause.MALFORMED, 3L));
    return new CommitRecord(
        record().header(),
        List.of(
            new LogEntry.Commits(
                RUN,
                17,
                new PulledGroup(
                    group.ranges(),
                    group.files(),
                    group.counts(),
                    List.of(
                        new LeftOut(
                            0,
                            LeftOut.Reason.MALFORMED,
                            OptionalLong.of(1795345200000L),
                            104,
                            119,
                            2),
                        new LeftOut(0, LeftOut.Reason.MALFORMED, OptionalLong.empty(), 105, 105, 1),
                        new LeftOut(
                            0,
                            LeftOut.Reason.HISTORY_LIMIT,
                            OptionalLong.of(-600_000),
                            100,
                            102,
                            3))))));
  }

  static CommitRecord recordWithoutOptions() {
    return new CommitRecord(
        new CommitRecord.Header(
            Long.MAX_VALUE,
            "ffffffffffffffff",
            OTHER.value(),
            Instant.parse("2026-11-22T14:05:59Z"),
            Optional.empty()),
        List.of(new LogEntry.Closes(OTHER)));
  }

  static CommitRecord recordOfThreeCauses() {
    return new CommitRecord(
        new CommitRecord.Header(
            43,
            "0dfe8af6aee7bbe2",
            RUN.value(),
            Instant.parse("2026-11-22T14:05:59Z"),
            Optional.of(Duration.ofSeconds(3661, 500_000_000))),
        List.of(
            new LogEntry.Commits(
                RUN,
                17,
                group(
                    Map.of(
                        RejectionCause.MALFORMED,
                        1L,
                        RejectionCause.SCHEMA_NOT_FOUND,
                        1L,
                        RejectionCause.NULL_VALUE,
                        1L)))));
  }

  static TaskManifest manifest() {
    return new TaskManifest(
        RUN,
        3,
        "attempt-3-0",
        List.of(group(Map.of(RejectionCause.MALFORMED, 3L)), emptyGroup()),
        List.of());
  }

  static TaskManifest manifestWithNotices() {
    return new TaskManifest(
        RUN, 3, "attempt-3-0", List.of(), List.of("few descriptors", "say \"two\""));
  }

  static CheckpointFile.Content checkpoint() {
    return new CheckpointFile.Content(
        1234567890123L,
        List.of(7L, 1234567890122L),
        Optional.empty(),
        List.of(
            new LogEntry.Opens(RUN, LOCAL),
            new LogEntry.Opens(OTHER, YARN),
            sets(5, measured(ID, 9, 1, 12345678901.0), ""),
            sets(4, measured(ID, 9, 1, 1.0 / 3), ""),
            sets(3, measured(Uuid.ZERO_UUID, 1L << 53, 0, 14.75), ""),
            sets(2, new PartitionPosition(ID, 2, 7), "")));
  }

  private static LogEntry sets(int partition, PartitionPosition position, String reason) {
    return new LogEntry.Sets(new NewPosition(partition(partition), position, reason));
  }

  private static PartitionPosition measured(Uuid id, long next, int epoch, double bytes) {
    return new PartitionPosition(id, 0, next, OptionalInt.of(epoch), OptionalDouble.of(bytes));
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition("clicks-eu", number);
  }

  private static OffsetRange range(int partition, long from, long to) {
    return new OffsetRange(partition(partition), ID, 2, from, to);
  }

  /** Two partitions that share a file, with everything that a group may have. */
  static PulledGroup group(Map<RejectionCause, Long> rejected) {
    return new PulledGroup(
        List.of(everything(rejected), little()),
        List.of(
            new DataFile(
                DataFile.Kind.DATA,
                "/camus/exec/runs/" + RUN + "/attempts/attempt-0-0/data/000001.txt",
                "/data/clicks-eu/hourly/2026/11/22/11/clicks-eu+" + RUN + "+0+1+16.txt",
                List.of(new Part(range(0, 100, 119), 12), new Part(range(1, 1, 5), 4)),
                123456789012L,
                -1,
                1795345559004L,
                "crc32c:64736ff9",
                "sum64:eaf347a289efbdd8"),
            new DataFile(
                DataFile.Kind.DEAD_LETTER,
                "/camus/exec/runs/" + RUN + "/attempts/attempt-0-0/data/000002.avro",
                "/camus/history/" + RUN + "/errors/errors+clicks-eu+0+119+120+3.g2.avro",
                List.of(new Part(range(0, 104, 120), 3)),
                857,
                1795345559000L,
                1795345559000L,
                "crc32c:3502e4fe",
                "sum64:d0f81b7dc6595d4d")),
        List.of(
            new WindowCount(1795345200000L, "h\u00f6st \"1\"\\", "unknown_service", 15),
            new WindowCount(-600000, "tab\there\u2028\u0001\uD83D\uDC2A", "", 1)));
  }

  private static PulledRange everything(Map<RejectionCause, Long> rejected) {
    return new PulledRange(
        range(0, 100, 120),
        130,
        12,
        rejected,
        3,
        2,
        "sum64:bb0ba738661cd162",
        Optional.of(new Unfinished(Unfinished.Reason.LIMIT, "camus.pull.minutes: \"5\" are over")),
        OptionalInt.of(4),
        1180,
        Optional.of(
            new EventTimes(
                Map.of("when", 9L, "header.time", 0L),
                1,
                2,
                3,
                4,
                5,
                Optional.of(new Sample("clicks-eu-0@103", "when = \"22.11.2026\"")),
                Optional.of(new Sample("clicks-eu-0@104", "1970-01-01T00:00:01Z")))),
        Optional.of(new Rewritten(7, 1, 0)));
  }

  private static PulledRange little() {
    return new PulledRange(
        range(1, 0, 5),
        5,
        4,
        Map.of(),
        0,
        1,
        "sum64:0000000000000000",
        Optional.empty(),
        OptionalInt.empty(),
        9_000_000_000L,
        Optional.of(new EventTimes(Map.of(), 4, 0, 0, 0, 0, Optional.empty(), Optional.empty())),
        Optional.empty());
  }

  static PulledGroup emptyGroup() {
    return new PulledGroup(
        List.of(
            new PulledRange(
                range(2, 7, 7),
                7,
                0,
                Map.of(),
                0,
                0,
                "sum64:0000000000000000",
                Optional.empty(),
                OptionalInt.empty(),
                0,
                Optional.empty(),
                Optional.empty())),
        List.of(),
        List.of());
  }
}
