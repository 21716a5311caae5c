package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * A range that the setup stage decided to pull.
 *
 * @param range the offsets to pull
 * @param estimatedBytes estimated size in bytes, as stored by the broker
 * @param leaderEpoch the leader epoch of the offset before the range, which the broker must confirm
 *     before anything is read; empty if unknown
 * @param begin where it begins
 */
public record PlannedRange(
    OffsetRange range, long estimatedBytes, OptionalInt leaderEpoch, Begin begin) {

  /** Where a range begins; this decides what it can be committed with. */
  public enum Begin {
    /** At its partition's position. */
    AT_POSITION,
    /** At the end of another range of the plan, so it can only be committed after that one. */
    AFTER_ANOTHER
  }

  public PlannedRange {
    requireNonNull(range, "range");
    requireNonNull(leaderEpoch, "leaderEpoch");
    requireNonNull(begin, "begin");
  }

  /** A range without further information. */
  public static PlannedRange of(OffsetRange range) {
    return new PlannedRange(range, 0, OptionalInt.empty(), Begin.AT_POSITION);
  }
}
