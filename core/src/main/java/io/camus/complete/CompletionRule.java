package io.camus.complete;

import io.camus.commit.PathKey;
import io.camus.commit.Trackers;
import io.camus.model.BucketSums;
import io.camus.model.Completion;
import io.camus.model.Completion.Bucket;
import io.camus.model.Completion.Verdict;
import io.camus.model.EndOffsets;
import io.camus.model.LogEntry;
import io.camus.model.PartitionPosition;
import io.camus.model.TrackedTopic;
import io.camus.staging.GroupFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides which buckets of a topic can be closed.
 *
 * <p>Everything that the brokers had at a moment is committed once the positions have reached the
 * ends of that moment. So a bucket is closed if the moment is later than its end by the settle
 * time. A topic that lags keeps the oldest ends that it has not reached.
 *
 * <p>If tiers have to balance, the first bucket in which one of them does not stays open, and so do
 * all later ones.
 *
 * @param rules the topic's settings
 * @param positions the newest positions
 * @param balance says why buckets have to stay open; empty if they do not
 */
public record CompletionRule(
    Completeness rules,
    Map<TopicPartition, PartitionPosition> positions,
    Function<ClosingSpan, Optional<HeldOpen>> balance) {

  /**
   * The entries to append, in order.
   *
   * @param tracked what is known of the topic
   * @param seen its ends when the run began
   * @param after the last record that was known before they were read
   */
  public List<LogEntry> entries(TrackedTopic tracked, EndOffsets seen, long after) {
    List<LogEntry> entries = new ArrayList<>();
    if (tracked.resetBy().filter(by -> by > after).isPresent()) {
      return entries; // The next run observes ends that are newer than the reset.
    }
    if (tracked.resetBy().isPresent()) {
      entries.add(new LogEntry.Observes(seen, after));
      close(provenFrom(tracked, seen.at()), Optional.of(seen).filter(this::isReached), entries);
    } else if (isReached(seen)) {
      close(tracked, Optional.of(seen), entries);
    } else {
      Optional<EndOffsets> earlier = tracked.observed().filter(this::isReached);
      close(tracked, earlier, entries);
      if (earlier.isPresent() || tracked.observed().isEmpty()) {
        entries.add(new LogEntry.Observes(seen, after));
      }
    }
    return entries;
  }

  private boolean isReached(EndOffsets ends) {
    return Trackers.hasReached(ends, positions);
  }

  private static TrackedTopic provenFrom(TrackedTopic tracked, Instant at) {
    return new TrackedTopic(
        tracked.topic(),
        tracked.from(),
        tracked.until(),
        Optional.of(at),
        Optional.empty(),
        tracked.observed(),
        tracked.open());
  }

  private void close(TrackedTopic tracked, Optional<EndOffsets> reached, List<LogEntry> entries) {
    reached
        .flatMap(seen -> completion(tracked, seen))
        .ifPresent(completion -> entries.add(new LogEntry.Completes(completion)));
  }

  /** Empty if there is nothing new to close. */
  private Optional<Completion> completion(TrackedTopic tracked, EndOffsets seen) {
    Optional<Instant> settled =
        DirectorySpan.around(rules.partitioner(), seen.at().minus(rules.settle()).toEpochMilli())
            .map(DirectorySpan::begin);
    if (settled.isEmpty() || tracked.until().filter(it -> it.isAfter(settled.get())).isPresent()) {
      return Optional.empty(); // The ends are older than those that closed the last bucket.
    }
    Instant until = balanced(tracked, settled.get());
    List<Bucket> buckets =
        tracked.open().stream()
            .map(sums -> closed(tracked, sums, until))
            .flatMap(Optional::stream)
            .toList();
    boolean moves = !tracked.until().equals(Optional.of(until));
    return moves || !buckets.isEmpty()
        ? Optional.of(
            new Completion(
                seen,
                rules.settle(),
                until,
                tracked.unprovenBefore(),
                rules.marker(),
                rules.late(),
                rules.tiers(),
                buckets))
        : Optional.empty();
  }

  /** Buckets that end by then can be closed: their tiers balance, or need not. */
  private Instant balanced(TrackedTopic tracked, Instant until) {
    return ClosingSpan.of(rules, tracked, until)
        .map(
            span ->
                balance.apply(span).map(held -> span.bucketOf(held.from())).orElse(span.until()))
        .orElse(until);
  }

  /** Empty if the bucket ends later. */
  private Optional<Bucket> closed(TrackedTopic tracked, BucketSums sums, Instant until) {
    Optional<DirectorySpan> span =
        DirectorySpan.around(rules.partitioner(), sums.firstEventMillis())
            .filter(it -> isIn(it, sums.directory()));
    if (span.isEmpty()) {
      return sums.firstEventMillis() < until.toEpochMilli()
          ? Optional.of(new Bucket(sums, Optional.empty(), Optional.empty(), Verdict.OUTSIDE))
          : Optional.empty();
    }
    Instant begin = span.get().begin();
    Instant end = span.get().end();
    return end.isAfter(until)
        ? Optional.empty()
        : Optional.of(
            new Bucket(sums, Optional.of(begin), Optional.of(end), tracked.verdict(begin, end)));
  }

  private boolean isIn(DirectorySpan span, String directory) {
    String key = PathKey.of(directory);
    return key.equals(PathKey.of(rules.directory().child(span.directory()).value()))
        || key.equals(
            PathKey.of(rules.directory().child(GroupFiles.LATE + "/" + span.directory()).value()));
  }
}
