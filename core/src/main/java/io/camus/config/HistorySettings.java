package io.camus.config;

import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.Optional;

/** Settings of the run history. */
public final class HistorySettings {
  static final KeyGroup KEYS =
      new KeyGroup("History", "Where finished runs are recorded, and how long they are kept.");

  public static final Key<StorePath> HISTORY =
      KEYS.required("etl.execution.history.path", KeyType.PATH)
          .means("Directory of the finished runs, with plan, counts, offsets, errors and summary.");

  public static final Key<Optional<Duration>> MAX_AGE =
      KEYS.key("camus.history.max.age.days", KeyType.limit(Duration.ofDays(1)), "30")
          .means("Days to keep a finished run; -1 for no limit.");

  public static final Key<Double> MAX_OF_QUOTA =
      KEYS.key("etl.execution.history.max.of.quota", KeyType.decimal(0, 1), "0.5")
          .means(
              "Fraction of the quota that the history may use. The oldest runs are deleted"
                  + " first.");

  public static final Key<Long> QUOTA =
      KEYS.optional("etl.basedir.quota.overide", KeyType.BYTES)
          .defaultMeans("the directory's own quota, if it has one")
          .means("Quota to assume, in bytes.");

  private HistorySettings() {}
}
