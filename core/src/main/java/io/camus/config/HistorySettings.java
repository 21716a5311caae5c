package io.camus.config;

import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.Optional;

/**
 * What is kept of finished runs.
 *
 * @param executionHistory directory of finished runs
 * @param historyMaxAge how long finished runs are kept; empty for no limit
 * @param historyMaxOfQuota part of the quota that the history may take, 0 to 1
 * @param quotaOverride bytes to take for the quota instead of the directory's own
 */
public record HistorySettings(
    StorePath executionHistory,
    Optional<Duration> historyMaxAge,
    double historyMaxOfQuota,
    Optional<Long> quotaOverride) {
  static final KeyGroup KEYS =
      new KeyGroup("History", "Where finished runs are kept, and for how long.");

  static final Key<StorePath> HISTORY =
      KEYS.required("etl.execution.history.path", KeyType.PATH)
          .means("Directory of the finished runs: plan, counts, offsets, errors, summary.");

  private static final Key<Optional<Duration>> MAX_AGE =
      KEYS.key("camus.history.max.age.days", KeyType.limit(Duration.ofDays(1)), "30")
          .means("Days that a finished run is kept; -1 for no limit.");

  private static final Key<Double> MAX_OF_QUOTA =
      KEYS.key("etl.execution.history.max.of.quota", KeyType.decimal(0, 1), "0.5")
          .means("Part of the quota that the history may take; the oldest runs go first.");

  private static final Key<Long> QUOTA =
      KEYS.optional("etl.basedir.quota.overide", KeyType.BYTES)
          .defaultMeans("the directory's own quota, if it has one")
          .means("Bytes to take for the quota.");

  static HistorySettings of(ParsedSettings settings) {
    return new HistorySettings(
        settings.value(HISTORY),
        settings.value(MAX_AGE),
        settings.value(MAX_OF_QUOTA),
        settings.optional(QUOTA));
  }
}
