package io.camus.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/** Brokers and topics, and how to read and write them. */
public final class KafkaSettings {
  private static final String INTERCEPTORS =
      KafkaClientNames.CONSUMER + ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG;

  private static final Map<String, IsolationLevel> ISOLATION_LEVELS =
      new TreeMap<>(
          Map.of(
              "read_committed", IsolationLevel.READ_COMMITTED,
              "read_uncommitted", IsolationLevel.READ_UNCOMMITTED));

  static final KeyGroup KEYS =
      new KeyGroup("Kafka", "Which cluster, which topics, and how its clients behave.");

  static final Key<List<String>> BROKERS =
      KEYS.key("kafka.brokers", KeyType.ADDRESSES, "")
          .defaultMeans("found in ZooKeeper; required without zookeeper.hosts")
          .means("Brokers to ask first, as host:port, separated by commas.");

  static final Key<List<Pattern>> WHITELIST =
      KEYS.key("kafka.whitelist.topics", KeyType.PATTERNS, "")
          .defaultMeans("all topics")
          .means(
              "Topics to pull: regular expressions, separated by commas, each matching a whole"
                  + " name.");

  static final Key<List<Pattern>> BLACKLIST =
      KEYS.key("kafka.blacklist.topics", KeyType.PATTERNS, "")
          .means(
              "Topics to leave out: regular expressions, separated by commas, each matching a whole"
                  + " name; stronger than the white list.");

  private static final Key<IsolationLevel> ISOLATION =
      KEYS.key(
              "camus.kafka.isolation.level",
              KeyType.oneOf(ISOLATION_LEVELS, Map.of()),
              "read_committed")
          .means("Whether records of transactions that are open or aborted are left out.");

  private static final Key<ReaderKind> READER =
      KEYS.key("camus.kafka.reader", KeyType.oneOf(ReaderKind.values()), "batches")
          .means(
              "What reads the records: batches (whole record batches, for less than half of the"
                  + " time) or consumer (Kafka's own consumer, which also serves whenever"
                  + " kafka.consumer.interceptor.classes is set).");

  static {
    KEYS.include(KafkaClientSettings.KEYS);
    KEYS.refuse(
        settings ->
            settings.has(READER)
                && settings.value(READER) == ReaderKind.BATCHES
                && settings.kafkaClients().containsKey(INTERCEPTORS),
        "camus.kafka.reader = batches shows no records to "
            + INTERCEPTORS
            + ": remove one of them");
  }

  private final ParsedSettings settings;

  KafkaSettings(ParsedSettings settings) {
    this.settings = settings;
  }

  /**
   * Brokers to ask first, as {@code host:port}; empty if they have to be found in {@link
   * CamusConfig#zooKeeper}.
   */
  public List<String> brokers() {
    return settings.value(BROKERS);
  }

  /** Which topics are pulled, and why others are not. */
  public TopicFilter topicFilter() {
    return new TopicFilter(settings.value(WHITELIST), settings.value(BLACKLIST));
  }

  /** Whether records of open and aborted transactions are left out. */
  public IsolationLevel isolationLevel() {
    return settings.value(ISOLATION);
  }

  /** What reads the records; interceptors see those of Kafka's own consumer only. */
  public ReaderKind reader() {
    return consumerProperties().containsKey(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG)
        ? ReaderKind.CONSUMER
        : settings.value(READER);
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
    settings.redaction().requireSecrets(settings.kafkaClients());
    return new KafkaClientSettings(settings, brokers(), isolationLevel());
  }
}
