package io.camus.wiring;

import io.camus.complete.Completeness;
import io.camus.config.AuditSettings;
import io.camus.config.CamusConfig;
import io.camus.config.CompletionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the tiers that have to balance need of other settings. */
final class BalancedTiers {
  private static final String KEY = CompletionSettings.TIERS.name();

  private BalancedTiers() {}

  /** Why the settings of a topic contradict each other, and what to do; empty if they do not. */
  static Optional<String> refusal(CamusConfig config, Completeness rules) {
    if (rules.tiers().isEmpty()) {
      return Optional.empty();
    }
    if (config.countWindow().isEmpty()) {
      return Optional.of(
          KEY
              + " needs the counts of what the brokers held; set etl.run.tracking.post = true, or"
              + " etl.keep.count.files = true");
    }
    List<String> own =
        Stream.of(AuditSettings.TIER, AuditSettings.BROKER_TIER)
            .filter(key -> config.optional(key).filter(rules.tiers()::contains).isPresent())
            .map(key -> key.name())
            .toList();
    if (!own.isEmpty()) {
      return Optional.of(
          KEY + " names the tier of " + own.get(0) + ", which Camus counts itself; remove it");
    }
    Duration window = config.value(AuditSettings.GRANULARITY);
    return rules
        .unfit(window, Instant.now())
        .map(
            directory ->
                String.format(
                    Locale.ROOT,
                    "%s needs directories of whole windows, but %s does not begin and end with"
                        + " windows of %s = %d minutes; choose a length that divides it",
                    KEY,
                    directory,
                    AuditSettings.GRANULARITY.name(),
                    window.toMinutes()));
  }
}
