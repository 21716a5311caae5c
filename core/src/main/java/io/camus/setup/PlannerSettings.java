package io.camus.setup;

import static java.util.Objects.requireNonNull;

import io.camus.model.StartPosition;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Settings of the planner.
 *
 * @param leftOut why a topic is excluded, for people; empty if it is not
 * @param refusal why a topic cannot be pulled, and what to do, for people; empty if it can. Fails
 *     with a {@link io.camus.model.SchemaUnavailableException} or a {@link
 *     io.camus.model.StorageException} if this is unknown
 * @param start where a new partition starts
 * @param maxHistorical maximum age of records in such a partition; empty = no limit
 * @param outOfRange what to do with a position that the broker no longer has
 * @param moveToLatest topics whose position is set to the end offset by this run
 * @param tasks maximum number of splits, at least 1
 * @param minSplitBytes minimum average size of splits, at least 1
 * @param minPieceBytes minimum expected size of the pieces of a split partition; 0 = never split
 */
public record PlannerSettings(
    Function<String, Optional<String>> leftOut,
    Function<String, Optional<String>> refusal,
    StartPosition start,
    Optional<Duration> maxHistorical,
    OutOfRangePolicy outOfRange,
    Predicate<String> moveToLatest,
    int tasks,
    long minSplitBytes,
    long minPieceBytes) {

  public PlannerSettings {
    requireNonNull(leftOut, "leftOut");
    requireNonNull(refusal, "refusal");
    requireNonNull(start, "start");
    requireNonNull(maxHistorical, "maxHistorical");
    requireNonNull(outOfRange, "outOfRange");
    requireNonNull(moveToLatest, "moveToLatest");
    if (tasks < 1 || minSplitBytes < 1 || minPieceBytes < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "tasks %d and minSplitBytes %d must be at least 1, minPieceBytes %d at least 0",
              tasks,
              minSplitBytes,
              minPieceBytes));
    }
  }
}
