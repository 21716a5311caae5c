package io.camus.config;

import static io.camus.config.Reading.decimal;
import static io.camus.config.Reading.limit;
import static io.camus.config.Reading.optionalBytes;
import static io.camus.config.Reading.path;

import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where finished runs are kept, and for how long. */
final class HistoryKeys {

  static final Key<StorePath> HISTORY =
      path("etl.execution.history.path")
          .means("Directory of the finished runs: plan, counts, offsets, errors, summary.");

  static final Key<Optional<Duration>> MAX_AGE =
      limit("camus.history.max.age.days", Duration.ofDays(1))
          .byDefault("30")
          .means("Days that a finished run is kept; -1 for no limit.");

  static final Key<Double> MAX_OF_QUOTA =
      decimal("etl.execution.history.max.of.quota", 0, 1)
          .byDefault("0.5")
          .means("Part of the quota that the history may take; the oldest runs go first.");

  static final Key<Optional<Long>> QUOTA =
      optionalBytes("etl.basedir.quota.overide")
          .alsoCalled("etl.basedir.quota.override")
          .defaultMeans("the directory's own quota, if it has one")
          .means("Bytes to take for the quota.");

  static final KeyGroup GROUP =
      new KeyGroup(
          "History",
          "Where finished runs are kept, and for how long.",
          List.of(HISTORY, MAX_AGE, MAX_OF_QUOTA, QUOTA));

  private HistoryKeys() {}
}
