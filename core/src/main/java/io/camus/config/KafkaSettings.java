package io.camus.config;

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

  public static final Key<List<String>> BROKERS =
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

  public static final Key<IsolationLevel> ISOLATION =
      KEYS.key(
              "camus.kafka.isolation.level",
              KeyType.oneOf(ISOLATION_LEVELS, Map.of()),
              "read_committed")
          .means("Whether records of transactions that are open or aborted are left out.");

  static final Key<ReaderKind> READER =
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

  private KafkaSettings() {}
}
