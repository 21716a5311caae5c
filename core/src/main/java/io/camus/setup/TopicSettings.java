package io.camus.setup;

import io.camus.setup.LogDetails.Retention;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Queries the brokers for the settings of topics, without unknown ones. */
record TopicSettings(Admin admin, KafkaFailures failures) {
  private static final String WHAT = "the configuration of topics";

  /**
   * The {@code cleanup.policy} of each topic.
   *
   * @throws io.camus.model.SourceException if no broker answers
   */
  Map<String, String> cleanupPolicies(Collection<String> topics, Deadline deadline) {
    Answers<ConfigResource, Config> answers = ask(topics, deadline);
    failures.throwIfSilent(WHAT, answers, deadline);
    Map<String, String> policies = new HashMap<>();
    answers
        .given()
        .forEach(
            (topic, config) ->
                policies.put(topic.name(), config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value()));
    return policies;
  }

  /** The retention of each topic; empty if no broker answers. */
  Map<String, Retention> retention(Collection<String> topics, Deadline deadline) {
    Map<String, Retention> retention = new HashMap<>();
    ask(topics, deadline)
        .given("Topics without configuration")
        .forEach(
            (topic, config) -> retention(config).ifPresent(it -> retention.put(topic.name(), it)));
    return retention;
  }

  private Answers<ConfigResource, Config> ask(Collection<String> topics, Deadline deadline) {
    return Answers.ask(
        topics.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList(),
        Answers.TOPICS,
        batch ->
            admin
                    .describeConfigs(
                        batch, new DescribeConfigsOptions().timeoutMs(deadline.remainingMillis()))
                    .values()
                ::get,
        deadline);
  }

  /** A negative limit means none. Empty if the broker omits one of the settings. */
  private static Optional<Retention> retention(Config config) {
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
