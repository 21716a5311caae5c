package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A range that the setup stage decided to pull.
 *
 * @param range the offsets to pull
 * @param estimatedBytes estimated size in bytes, as stored by the broker
 * @param leaderEpoch the leader epoch of the offset before the range, which the broker must confirm
 *     before anything is read; empty if unknown
 * @param begin where it begins
 * @param lateBefore records whose bucket ends by then are late and have a directory of their own;
 *     empty if there are none
 */
public record PlannedRange(
    OffsetRange range,
    long estimatedBytes,
    OptionalInt leaderEpoch,
    Begin begin,
    Optional<Instant> lateBefore) {

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
    requireNonNull(lateBefore, "lateBefore");
  }

  /** A range whose late records share directories with others. */
  public PlannedRange(
      OffsetRange range, long estimatedBytes, OptionalInt leaderEpoch, Begin begin) {
    this(range, estimatedBytes, leaderEpoch, begin, Optional.empty());
  }

  /** The same with a directory of their own for late records. */
  public PlannedRange separatingBefore(Instant moment) {
    return new PlannedRange(range, estimatedBytes, leaderEpoch, begin, Optional.of(moment));
  }

  /** A range without further information. */
  public static PlannedRange of(OffsetRange range) {
    return new PlannedRange(range, 0, OptionalInt.empty(), Begin.AT_POSITION);
  }
}
