package io.camus.setup;

import io.camus.setup.LogDetails.Retention;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers for the settings of topics; one that they do not tell is left out. */
final class TopicSettings {
  private static final Logger LOG = LoggerFactory.getLogger(TopicSettings.class);
  private static final String WHAT = "the configuration of topics";

  private final Admin admin;
  private final KafkaFailures failures;

  TopicSettings(Admin admin, KafkaFailures failures) {
    this.admin = admin;
    this.failures = failures;
  }

  /**
   * The {@code cleanup.policy} of each topic.
   *
   * @throws io.camus.model.SourceException if no broker answers
   */
  Map<String, String> cleanupPolicies(Collection<String> topics, Deadline deadline) {
    Answers<ConfigResource, Config> answers = ask(topics, deadline);
    if (answers.silent()) {
      throw failures.failed(WHAT, answers, deadline);
    }
    if (!answers.failed().isEmpty()) {
      LOG.warn("{}", failures.describe(WHAT, answers, deadline));
    }
    Map<String, String> policies = new HashMap<>();
    answers
        .given()
        .forEach(
            (topic, config) ->
                policies.put(topic.name(), config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value()));
    return policies;
  }

  /** The retention of each topic; none is told if no broker answers. */
  Map<String, Retention> retention(Collection<String> topics, Deadline deadline) {
    Answers<ConfigResource, Config> answers = ask(topics, deadline);
    if (!answers.failed().isEmpty()) {
      LOG.debug("Topics that do not tell their settings: {}", answers.failed());
    }
    Map<String, Retention> retention = new HashMap<>();
    answers
        .given()
        .forEach(
            (topic, config) ->
                TopicRetention.read(config).ifPresent(it -> retention.put(topic.name(), it)));
    return retention;
  }

  private Answers<ConfigResource, Config> ask(Collection<String> topics, Deadline deadline) {
    Map<ConfigResource, KafkaFuture<Config>> futures = new LinkedHashMap<>();
    for (List<String> batch : Batches.ofTopics(topics)) {
      List<ConfigResource> resources =
          batch.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
      DescribeConfigsOptions options =
          new DescribeConfigsOptions().timeoutMs(deadline.remainingMillis());
      futures.putAll(admin.describeConfigs(resources, options).values());
    }
    return Answers.await(futures, deadline);
  }
}
