package io.camus.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The age of the records of a topic that a run left in Kafka: those of its lag, and those that open
 * transactions held back.
 *
 * @param oldest Kafka's time of the oldest one; empty if there is none, or it could not be read
 * @param timeToLoss from the end of the run until the topic's retention deletes the first of them,
 *     zero if it has already; empty if there is none, if they are kept forever, or if it is unknown
 */
public record Unread(Optional<Instant> oldest, Optional<Duration> timeToLoss) {
  /** Of a topic without such records, or whose records could not be read. */
  public static final Unread NONE = new Unread(Optional.empty(), Optional.empty());

  public Unread {
    requireNonNull(oldest, "oldest");
    requireNonNull(timeToLoss, "timeToLoss");
  }

  /** The age of both together: the oldest record, and the first loss. */
  public Unread plus(Unread other) {
    return new Unread(
        least(oldest, other.oldest, Comparator.naturalOrder()),
        least(timeToLoss, other.timeToLoss, Comparator.naturalOrder()));
  }

  private static <T> Optional<T> least(Optional<T> one, Optional<T> other, Comparator<T> order) {
    return Stream.concat(one.stream(), other.stream()).min(order);
  }
}
