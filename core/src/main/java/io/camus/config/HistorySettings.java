package io.camus.config;

import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.Optional;

/** What is kept of finished runs. */
public final class HistorySettings {
  static final KeyGroup KEYS =
      new KeyGroup("History", "Where finished runs are kept, and for how long.");

  public static final Key<StorePath> HISTORY =
      KEYS.required("etl.execution.history.path", KeyType.PATH)
          .means("Directory of the finished runs: plan, counts, offsets, errors, summary.");

  public static final Key<Optional<Duration>> MAX_AGE =
      KEYS.key("camus.history.max.age.days", KeyType.limit(Duration.ofDays(1)), "30")
          .means("Days that a finished run is kept; -1 for no limit.");

  public static final Key<Double> MAX_OF_QUOTA =
      KEYS.key("etl.execution.history.max.of.quota", KeyType.decimal(0, 1), "0.5")
          .means("Part of the quota that the history may take; the oldest runs go first.");

  public static final Key<Long> QUOTA =
      KEYS.optional("etl.basedir.quota.overide", KeyType.BYTES)
          .defaultMeans("the directory's own quota, if it has one")
          .means("Bytes to take for the quota.");

  private HistorySettings() {}
}
