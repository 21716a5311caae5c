package io.camus.setup;

import static java.util.Objects.requireNonNull;

import io.camus.model.StartPosition;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the user decided about planning.
 *
 * @param leftOut why a topic is left out, for people; empty if it is wanted
 * @param refusal why a topic cannot be handled, and what to do, for people; empty if it can. Fails
 *     with a {@link io.camus.model.SchemaUnavailableException} if that cannot be told now
 * @param start where a partition that was never seen begins
 * @param maxHistorical how old a record may be when such a partition begins; empty = any age
 * @param outOfRange what becomes of a position that the broker does not hold
 * @param moveToLatest topics whose position is set to the end offset by this run
 * @param tasks the largest number of splits, at least 1
 * @param minSplitBytes fewer splits are made if they would be smaller than this on average, at
 *     least 1
 * @param minPieceBytes a partition that is too much for one task is cut into offset ranges for
 *     several, none expected to be smaller than this; 0 = it never is
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
