package io.camus.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/** Brokers, topics, and how records are read. */
public final class KafkaSettings {
  private static final String INTERCEPTORS =
      KafkaClientNames.CONSUMER + ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG;

  private static final Map<String, IsolationLevel> ISOLATION_LEVELS =
      new TreeMap<>(
          Map.of(
              "read_committed", IsolationLevel.READ_COMMITTED,
              "read_uncommitted", IsolationLevel.READ_UNCOMMITTED));

  static final KeyGroup KEYS =
      new KeyGroup("Kafka", "The cluster, the topics to pull, and client settings.");

  public static final Key<List<String>> BROKERS =
      KEYS.key("kafka.brokers", KeyType.ADDRESSES, "")
          .defaultMeans("from ZooKeeper; required if zookeeper.hosts is not set")
          .means("Bootstrap brokers, as a comma-separated list of host:port.");

  static final Key<List<Pattern>> WHITELIST =
      KEYS.key("kafka.whitelist.topics", KeyType.PATTERNS, "")
          .defaultMeans("all topics")
          .means(
              "Topics to pull, as a comma-separated list of regular expressions. Each must match"
                  + " the whole topic name.");

  static final Key<List<Pattern>> BLACKLIST =
      KEYS.key("kafka.blacklist.topics", KeyType.PATTERNS, "")
          .means(
              "Topics to exclude, as a comma-separated list of regular expressions. Each must match"
                  + " the whole topic name. Overrides kafka.whitelist.topics.");

  public static final Key<IsolationLevel> ISOLATION =
      KEYS.key(
              "camus.kafka.isolation.level",
              KeyType.oneOf(ISOLATION_LEVELS, Map.of()),
              "read_committed")
          .means(
              "read_committed excludes records of open or aborted transactions; read_uncommitted"
                  + " includes them.");

  static final Key<ReaderKind> READER =
      KEYS.key("camus.kafka.reader", KeyType.oneOf(ReaderKind.values()), "batches")
          .means(
              "How records are read: batches (whole record batches, in less than half the time) or"
                  + " consumer (Kafka's own consumer; always used if"
                  + " kafka.consumer.interceptor.classes is set).");

  public static final Key<String> LAG_GROUP =
      KEYS.optional("camus.lag.group", KeyType.TEXT)
          .means(
              "Consumer group to which each run copies its positions at its end, so that lag"
                  + " monitors such as Burrow, kafka-lag-exporter and kafka-consumer-groups show"
                  + " the lag. Camus takes no position from it. No consumer may use it.");

  static {
    KEYS.include(KafkaClientSettings.KEYS);
    KEYS.refuse(
        settings ->
            settings.has(READER)
                && settings.value(READER) == ReaderKind.BATCHES
                && settings.kafkaClients().containsKey(INTERCEPTORS),
        "camus.kafka.reader = batches bypasses " + INTERCEPTORS + ": remove one of them");
  }

  private KafkaSettings() {}
}
