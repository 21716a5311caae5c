package io.camus.setup;

import io.camus.setup.LogDetails.Retention;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;

/** Reads a topic's retention out of its settings, where a negative limit is none. */
final class TopicRetention {
  private TopicRetention() {}

  /** Empty if the broker leaves one of the settings out. */
  static Optional<Retention> read(Config config) {
    Optional<String> policy = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
    Optional<Long> millis = number(config, TopicConfig.RETENTION_MS_CONFIG);
    Optional<Long> bytes = number(config, TopicConfig.RETENTION_BYTES_CONFIG);
    if (policy.isEmpty() || millis.isEmpty() || bytes.isEmpty()) {
      return Optional.empty();
    }
    boolean deletes =
        Arrays.stream(policy.get().split(",", -1))
            .map(String::trim)
            .anyMatch(Predicate.isEqual(TopicConfig.CLEANUP_POLICY_DELETE));
    return Optional.of(
        new Retention(
            deletes,
            millis.filter(limit -> limit >= 0).map(Duration::ofMillis),
            bytes.filter(limit -> limit >= 0)));
  }

  private static Optional<Long> number(Config config, String name) {
    return value(config, name).map(Long::valueOf);
  }

  private static Optional<String> value(Config config, String name) {
    return Optional.ofNullable(config.get(name)).map(ConfigEntry::value);
  }
}
