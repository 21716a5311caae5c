package io.camus.setup;

import static java.util.Objects.requireNonNull;

import io.camus.model.StartPosition;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the user decided about planning.
 *
 * @param topicFilter which topics are wanted
 * @param topicCheck which topics can be handled
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
    TopicFilter topicFilter,
    TopicCheck topicCheck,
    StartPosition start,
    Optional<Duration> maxHistorical,
    OutOfRangePolicy outOfRange,
    Predicate<String> moveToLatest,
    int tasks,
    long minSplitBytes,
    long minPieceBytes) {

  public PlannerSettings {
    requireNonNull(topicFilter, "topicFilter");
    requireNonNull(topicCheck, "topicCheck");
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
