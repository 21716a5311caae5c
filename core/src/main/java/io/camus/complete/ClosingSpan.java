package io.camus.complete;

import static java.util.Objects.requireNonNull;

import io.camus.model.BucketSums;
import io.camus.model.TrackedTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The buckets of a topic that are about to be closed and whose tiers have to balance.
 *
 * @param topic its name
 * @param from begin of the first bucket
 * @param until end of the last bucket
 * @param rules the topic's settings
 */
public record ClosingSpan(String topic, Instant from, Instant until, Completeness rules) {
  /** The longest span of which counts are read; the next run continues. */
  public static final Duration LONGEST = Duration.ofDays(7);

  public ClosingSpan {
    requireNonNull(topic, "topic");
    requireNonNull(rules, "rules");
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException(topic + " from " + from + " until " + until);
    }
  }

  /**
   * The buckets of a topic that have to balance before all that end by a moment can be closed.
   * Buckets that cannot be proven get no marker, so they need not balance.
   *
   * @param until end of a bucket
   * @return empty if there are none
   */
  public static Optional<ClosingSpan> of(Completeness rules, TrackedTopic tracked, Instant until) {
    if (rules.tiers().isEmpty()) {
      return Optional.empty();
    }
    Instant from =
        Stream.of(
                tracked.until().or(() -> first(rules, tracked, until)),
                tracked.from().flatMap(it -> border(rules, it)),
                tracked.provenFrom().flatMap(it -> border(rules, it)))
            .flatMap(Optional::stream)
            .max(Instant::compareTo)
            .orElse(until);
    Instant last = until;
    if (until.isAfter(from.plus(LONGEST))) {
      last = around(rules, from.plus(LONGEST)).map(DirectorySpan::begin).orElse(until);
      if (!last.isAfter(from)) {
        last = around(rules, from).map(DirectorySpan::end).orElse(until);
      }
    }
    return from.isBefore(last)
        ? Optional.of(new ClosingSpan(tracked.topic(), from, last, rules))
        : Optional.empty();
  }

  /** The begin of the first bucket with data. If none has data, that of the last bucket. */
  private static Optional<Instant> first(Completeness rules, TrackedTopic tracked, Instant until) {
    long millis =
        tracked.open().stream()
            .mapToLong(BucketSums::firstEventMillis)
            .filter(it -> it < until.toEpochMilli())
            .min()
            .orElse(until.toEpochMilli() - 1);
    return around(rules, Instant.ofEpochMilli(millis)).map(DirectorySpan::begin);
  }

  /** The begin of the first bucket that begins at or after a time. */
  private static Optional<Instant> border(Completeness rules, Instant time) {
    return around(rules, time).map(it -> it.begin().equals(time) ? time : it.end());
  }

  private static Optional<DirectorySpan> around(Completeness rules, Instant time) {
    return DirectorySpan.around(rules.partitioner(), time.toEpochMilli());
  }

  /** The begin of the bucket of a time in the span. */
  Instant bucketOf(Instant time) {
    return around(rules, time).map(DirectorySpan::begin).filter(from::isBefore).orElse(from);
  }
}
