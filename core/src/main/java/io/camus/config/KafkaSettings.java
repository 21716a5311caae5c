package io.camus.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/** Brokers and topics, and how to read and write them. */
public final class KafkaSettings {
  private final Given given;
  private final Discretion discretion;

  KafkaSettings(Given given, Discretion discretion) {
    this.given = given;
    this.discretion = discretion;
  }

  /**
   * Brokers to ask first, as {@code host:port}; empty if they have to be found in {@link
   * CamusConfig#zooKeeper}.
   */
  public List<String> brokers() {
    return given.value(KafkaKeys.BROKERS);
  }

  /** Which topics are pulled, and why others are not. */
  public TopicFilter topicFilter() {
    return new TopicFilter(given.value(KafkaKeys.WHITELIST), given.value(KafkaKeys.BLACKLIST));
  }

  /** Whether records of open and aborted transactions are left out. */
  public IsolationLevel isolationLevel() {
    return given.value(KafkaKeys.ISOLATION);
  }

  /** What reads the records; interceptors see those of Kafka's own consumer only. */
  public ReaderKind reader() {
    return consumerProperties().containsKey(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG)
        ? ReaderKind.CONSUMER
        : given.value(KafkaKeys.READER);
  }

  /** Properties for a consumer of byte buffers that commits nothing and resets nothing. */
  public Map<String, Object> consumerProperties() {
    return kafkaClients().consumer();
  }

  /** Properties for an admin client. */
  public Map<String, Object> adminProperties() {
    return kafkaClients().admin();
  }

  /** How long one question to the cluster may take, with all its retries. */
  public Duration adminCallTimeout() {
    return kafkaClients().adminCallTimeout();
  }

  /** Properties for an idempotent producer of byte arrays. */
  public Map<String, Object> producerProperties() {
    return kafkaClients().producer();
  }

  private KafkaClientSettings kafkaClients() {
    discretion.requireSecrets(given.kafkaClients());
    return new KafkaClientSettings(given);
  }
}
