package io.camus.wire;

import io.camus.model.BucketMarker;
import io.camus.model.BucketSums;
import io.camus.model.CommitRecord;
import io.camus.model.Completion;
import io.camus.model.Completion.Bucket;
import io.camus.model.Completion.LateMarker;
import io.camus.model.Completion.Verdict;
import io.camus.model.EndOffsets;
import io.camus.model.LogEntry;
import io.camus.model.TrackedTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the files about complete buckets say in the resources of this package. */
final class GoldenBuckets {
  private static final Instant AT = Instant.parse("2026-11-22T14:05:59.5Z");
  private static final Instant TWELVE = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant ONE = Instant.parse("2026-11-22T13:00:00Z");
  private static final EndOffsets SEEN =
      new EndOffsets("clicks-eu", AT, Map.of(0, 7L, 11, (1L << 53) + 1));
  private static final BucketSums SUMS =
      new BucketSums("hdfs://nn/data/clicks-eu/hourly/2026/11/22/12", 2, (1L << 53) + 1, -1);
  private static final BucketSums OLD = new BucketSums("/data/clicks-eu/old", 1, 0, 1795345200000L);

  private GoldenBuckets() {}

  static CommitRecord record() {
    return new CommitRecord(
        new CommitRecord.Header(44, "0dfe8af6aee7bbe1", Golden.RUN.value(), AT, Optional.empty()),
        List.of(
            new LogEntry.Tracks(new TrackedTopic("clicks-eu", Optional.empty())),
            new LogEntry.Tracks(
                new TrackedTopic("views", Optional.of(Instant.parse("2026-11-22T14:00:00Z")))),
            new LogEntry.Untracks("old"),
            new LogEntry.Observes(SEEN, 43),
            new LogEntry.Completes(
                new Completion(
                    SEEN,
                    Duration.ofMinutes(10),
                    ONE,
                    Optional.empty(),
                    Optional.of("_COMPLETE"),
                    LateMarker.RENEW,
                    List.of(),
                    List.of(
                        new Bucket(SUMS, Optional.of(TWELVE), Optional.of(ONE), Verdict.COMPLETE),
                        new Bucket(OLD, Optional.empty(), Optional.empty(), Verdict.OUTSIDE)))),
            new LogEntry.Completes(
                new Completion(
                    SEEN,
                    Duration.ZERO,
                    Instant.parse("2026-11-22T14:00:00Z"),
                    Optional.empty(),
                    Optional.empty(),
                    LateMarker.WITHDRAW,
                    List.of(),
                    List.of()))));
  }

  /** A record that closes a bucket whose tiers balanced. */
  static CommitRecord recordOfTiers() {
    return new CommitRecord(
        new CommitRecord.Header(45, "0dfe8af6aee7bbe1", Golden.RUN.value(), AT, Optional.empty()),
        List.of(
            new LogEntry.Completes(
                new Completion(
                    SEEN,
                    Duration.ofMinutes(10),
                    ONE,
                    Optional.of(TWELVE.plusMillis(120)),
                    Optional.of("_COMPLETE"),
                    LateMarker.RENEW,
                    List.of("producer", "mirror"),
                    List.of(
                        new Bucket(
                            SUMS, Optional.of(TWELVE), Optional.of(ONE), Verdict.COMPLETE))))));
  }

  static CheckpointFile.Content checkpoint() {
    return new CheckpointFile.Content(
        44,
        List.of(),
        Optional.of(0L),
        List.of(
            new LogEntry.Tracks(
                new TrackedTopic(
                    "clicks-eu",
                    Optional.of(Instant.parse("2026-11-22T11:00:00Z")),
                    Optional.of(ONE),
                    Optional.of(Instant.parse("2026-11-22T12:00:00.12Z")),
                    Optional.of(43L),
                    Optional.of(SEEN),
                    List.of(SUMS, OLD)))));
  }

  static BucketMarker marker() {
    return marker(List.of());
  }

  /** The same, of a bucket whose tiers balanced. */
  static BucketMarker balanced() {
    return marker(List.of("producer", "mirror"));
  }

  private static BucketMarker marker(List<String> tiers) {
    return new BucketMarker(
        "clicks-eu",
        SUMS.directory(),
        TWELVE,
        ONE,
        3,
        12,
        1,
        2,
        44,
        SEEN,
        Duration.ofMinutes(10),
        tiers);
  }
}
