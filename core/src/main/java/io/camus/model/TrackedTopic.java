package io.camus.model;

import static java.util.Objects.requireNonNull;

import io.camus.model.Completion.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a topic is complete (docs/protocol.md, "Complete buckets").
 *
 * @param topic the topic
 * @param from buckets that begin earlier are not judged, because the topic was not pulled from its
 *     beginning; empty if it was
 * @param until buckets that end by then are closed; empty before the first
 * @param provenFrom buckets that begin earlier cannot be proven, because a position was set; empty
 *     if none was
 * @param resetBy the last record that set a position; empty if ends were observed since
 * @param observed the oldest ends that not all positions have reached; empty if there are none
 * @param open the directories with data since they were last completed, sorted
 */
public record TrackedTopic(
    String topic,
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<Instant> provenFrom,
    Optional<Long> resetBy,
    Optional<EndOffsets> observed,
    List<BucketSums> open) {
  public TrackedTopic {
    requireNonNull(topic, "topic");
    requireNonNull(from, "from");
    requireNonNull(until, "until");
    requireNonNull(provenFrom, "provenFrom");
    requireNonNull(resetBy, "resetBy");
    requireNonNull(observed, "observed");
    open = open.stream().sorted(Comparator.comparing(BucketSums::directory)).toList();
  }

  /** A topic whose tracking begins. */
  public TrackedTopic(String topic, Optional<Instant> from) {
    this(
        topic,
        from,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** Of the buckets that are not closed, those that begin earlier cannot be proven. */
  public Optional<Instant> unprovenBefore() {
    return Stream.of(from, provenFrom)
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .filter(it -> until.filter(closed -> !it.isAfter(closed)).isEmpty());
  }

  /** What is known of a bucket that all positions have passed. */
  public Verdict verdict(Instant begin, Instant end) {
    if (until.filter(it -> !end.isAfter(it)).isPresent()) {
      return Verdict.LATE;
    }
    boolean proven =
        from.filter(begin::isBefore).isEmpty() && provenFrom.filter(begin::isBefore).isEmpty();
    return proven ? Verdict.COMPLETE : Verdict.UNPROVEN;
  }
}
