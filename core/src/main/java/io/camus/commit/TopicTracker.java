package io.camus.commit;

import io.camus.model.BucketSums;
import io.camus.model.Completion;
import io.camus.model.Completion.Bucket;
import io.camus.model.Completion.Verdict;
import io.camus.model.DataFile;
import io.camus.model.EndOffsets;
import io.camus.model.PulledGroup;
import io.camus.model.TrackedTopic;
import io.camus.spi.StorePath;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far one topic is complete, entry by entry. */
final class TopicTracker {
  private TrackedTopic tracked;

  /** By {@link PathKey} of the directory. */
  private final Map<String, BucketSums> open = new HashMap<>();

  TopicTracker(TrackedTopic tracked) {
    this.tracked = tracked;
    tracked.open().forEach(sums -> open.put(PathKey.of(sums.directory()), sums));
  }

  /** An independent copy. */
  TopicTracker copy() {
    return new TopicTracker(tracked());
  }

  /** What is known now. */
  TrackedTopic tracked() {
    return with(tracked.until(), tracked.provenFrom(), tracked.resetBy(), tracked.observed());
  }

  private TrackedTopic with(
      Optional<Instant> until,
      Optional<Instant> provenFrom,
      Optional<Long> resetBy,
      Optional<EndOffsets> observed) {
    return new TrackedTopic(
        tracked.topic(),
        tracked.from(),
        until,
        provenFrom,
        resetBy,
        observed,
        List.copyOf(open.values()));
  }

  /** Files are committed. */
  void add(PulledGroup group) {
    for (DataFile file : group.files()) {
      if (file.kind() == DataFile.Kind.DATA) {
        String directory = new StorePath(file.destination()).parent().value();
        open.compute(
            PathKey.of(directory),
            (key, sums) ->
                sums == null
                    ? new BucketSums(directory, 1, file.records(), file.firstEventMillis())
                    : sums.plus(file));
      }
    }
  }

  /** A partition that had a position gets another one: records in between may be missing. */
  void reset(long record) {
    tracked = with(tracked.until(), tracked.provenFrom(), Optional.of(record), Optional.empty());
  }

  /**
   * Ends that not all positions have reached; after a reset, what began before is not proven.
   *
   * @param after the last record that was known before they were read
   * @param record the record that observes them
   * @return whether they were read after the reset, or for the record that resets
   */
  boolean observe(EndOffsets seen, long after, long record) {
    Optional<Long> reset = tracked.resetBy();
    if (reset.filter(by -> by != record && by > after).isPresent()) {
      return false;
    }
    tracked =
        with(
            tracked.until(),
            reset.isPresent() ? Optional.of(seen.at()) : tracked.provenFrom(),
            Optional.empty(),
            Optional.of(seen));
    return true;
  }

  /**
   * Closes buckets.
   *
   * @return whether this follows from what is known, apart from the positions
   */
  boolean complete(Completion completion) {
    if (tracked.resetBy().isPresent()
        || tracked.until().filter(completion.until()::isBefore).isPresent()
        || !completion.provenFrom().equals(tracked.unprovenBefore())) {
      return false;
    }
    for (Bucket bucket : completion.buckets()) {
      String key = PathKey.of(bucket.sums().directory());
      if (!bucket.sums().equals(open.get(key)) || !isRight(bucket, completion.until())) {
        return false;
      }
      open.remove(key);
    }
    tracked =
        with(
            Optional.of(completion.until()),
            tracked.provenFrom(),
            Optional.empty(),
            tracked.observed().filter(it -> it.at().isAfter(completion.seen().at())));
    return true;
  }

  private boolean isRight(Bucket bucket, Instant until) {
    if (bucket.verdict() == Verdict.OUTSIDE) {
      return true;
    }
    return !bucket.end().orElseThrow().isAfter(until)
        && bucket.verdict()
            == tracked.verdict(bucket.begin().orElseThrow(), bucket.end().orElseThrow());
  }
}
