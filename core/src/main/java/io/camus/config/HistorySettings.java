package io.camus.config;

import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.Optional;

/** What is kept of finished runs. */
public final class HistorySettings {
  private final Given given;

  HistorySettings(Given given) {
    this.given = given;
  }

  /** Directory of finished runs. */
  public StorePath executionHistory() {
    return given.value(HistoryKeys.HISTORY);
  }

  /** How long finished runs are kept; empty for no limit. */
  public Optional<Duration> historyMaxAge() {
    return given.value(HistoryKeys.MAX_AGE);
  }

  /** Part of the quota that the history may take, 0 to 1. */
  public double historyMaxOfQuota() {
    return given.value(HistoryKeys.MAX_OF_QUOTA);
  }

  /** Bytes to take for the quota instead of the directory's own. */
  public Optional<Long> quotaOverride() {
    return given.value(HistoryKeys.QUOTA);
  }
}
