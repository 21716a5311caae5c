package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * A range that the setup stage decided to pull.
 *
 * @param range the offsets to pull
 * @param estimatedBytes what the broker stores for them, in bytes, as far as it can be told
 * @param leaderEpoch the leader epoch of the offset before the range, which the broker has to
 *     confirm before anything is read; empty if it is not known
 * @param begin where it begins
 */
public record PlannedRange(
    OffsetRange range, long estimatedBytes, OptionalInt leaderEpoch, Begin begin) {

  /** Where a range begins, which decides what it can be committed with. */
  public enum Begin {
    /** Where its partition stands. */
    AT_POSITION,
    /** Where another range of the plan ends, so that it can only be committed after that one. */
    AFTER_ANOTHER
  }

  public PlannedRange {
    requireNonNull(range, "range");
    requireNonNull(leaderEpoch, "leaderEpoch");
    requireNonNull(begin, "begin");
  }

  /** A range of which nothing is known but its offsets. */
  public static PlannedRange of(OffsetRange range) {
    return new PlannedRange(range, 0, OptionalInt.empty(), Begin.AT_POSITION);
  }
}
