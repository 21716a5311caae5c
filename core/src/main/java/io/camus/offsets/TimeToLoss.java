package io.camus.offsets;

import io.camus.setup.LogDetails.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When the broker's retention will delete the record at a position.
 *
 * @param kind how this was determined
 * @param left time from now; present for {@link Kind#LOST} (zero), {@link Kind#BY_TIME} and {@link
 *     Kind#BY_SIZE}
 */
public record TimeToLoss(Kind kind, Optional<Duration> left) {

  /** How it was determined. */
  public enum Kind {
    /** It has happened. */
    LOST,
    /**
     * By {@code retention.ms} and the timestamp of the record at the position. Never earlier: Kafka
     * deletes whole segments, some minutes after their newest record has expired.
     */
    BY_TIME,
    /**
     * By {@code retention.bytes}: an estimate that assumes equal record sizes and a constant rate
     * since the position.
     */
    BY_SIZE,
    /** There is a limit, but not enough information. */
    UNKNOWN,
    /** There is no limit, or the topic is only compacted. */
    NEVER,
    /** There is nothing between position and end. */
    NOTHING_THERE
  }

  /**
   * The records from a position on.
   *
   * @param offsets offsets from the position to the end, at least 1
   * @param all offsets from the oldest record to the end
   * @param storedBytes total bytes stored by the leader, if known
   * @param recordTime the timestamp of the record at the position, if known
   */
  record Backlog(long offsets, long all, OptionalLong storedBytes, Optional<Instant> recordTime) {}

  static TimeToLoss lost() {
    return new TimeToLoss(Kind.LOST, Optional.of(Duration.ZERO));
  }

  static TimeToLoss without(Kind kind) {
    return new TimeToLoss(kind, Optional.empty());
  }

  /** The earlier of the two limits. */
  static TimeToLoss of(Retention retention, Backlog backlog, Instant now) {
    if (!retention.deletes() || (retention.time().isEmpty() && retention.bytes().isEmpty())) {
      return without(Kind.NEVER);
    }
    Optional<Duration> byTime =
        retention.time().flatMap(age -> backlog.recordTime().map(time -> until(time, age, now)));
    Optional<Duration> bySize = retention.bytes().flatMap(limit -> bySize(limit, backlog, now));
    if (byTime.isEmpty() && bySize.isEmpty()) {
      return without(Kind.UNKNOWN);
    }
    boolean sizeIsSooner =
        byTime.isEmpty() || (bySize.isPresent() && bySize.get().compareTo(byTime.get()) < 0);
    return sizeIsSooner
        ? new TimeToLoss(Kind.BY_SIZE, bySize)
        : new TimeToLoss(Kind.BY_TIME, byTime);
  }

  private static Duration until(Instant recordTime, Duration age, Instant now) {
    // Not time + age: the maximum age means forever, and would overflow.
    Duration left = age.minus(Duration.between(recordTime, now));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Optional<Duration> bySize(long limit, Backlog backlog, Instant now) {
    if (backlog.storedBytes().isEmpty() || backlog.recordTime().isEmpty() || backlog.all() < 1) {
      return Optional.empty();
    }
    double behind = (double) backlog.storedBytes().getAsLong() * backlog.offsets() / backlog.all();
    double room = limit - behind;
    if (room <= 0) {
      return Optional.of(Duration.ZERO);
    }
    double millis = Duration.between(backlog.recordTime().get(), now).toMillis();
    return millis <= 0 || behind <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) (room / behind * millis)));
  }
}
