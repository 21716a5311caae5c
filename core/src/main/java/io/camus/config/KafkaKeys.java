package io.camus.config;

import static io.camus.config.Reading.addresses;
import static io.camus.config.Reading.choice;
import static io.camus.config.Reading.integer;
import static io.camus.config.Reading.milliseconds;
import static io.camus.config.Reading.optionalInteger;
import static io.camus.config.Reading.patterns;
import static io.camus.config.Reading.text;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.IsolationLevel;

/** Which Kafka, which topics, and how its clients behave. */
final class KafkaKeys {
  private static final int MAX = Integer.MAX_VALUE;

  static final Key<List<String>> BROKERS =
      addresses("kafka.brokers")
          .defaultMeans("found in ZooKeeper; required without zookeeper.hosts")
          .alsoCalled("bootstrap.servers", "metadata.broker.list")
          .means("Brokers to ask first, as host:port, separated by commas.");

  static final Key<List<Pattern>> WHITELIST =
      patterns("kafka.whitelist.topics")
          .defaultMeans("all topics")
          .means(
              "Topics to pull: regular expressions, separated by commas, each matching a whole"
                  + " name.");

  static final Key<List<Pattern>> BLACKLIST =
      patterns("kafka.blacklist.topics")
          .defaultMeans("none")
          .means(
              "Topics to leave out: regular expressions, separated by commas, each matching a whole"
                  + " name; stronger than the white list.");

  static final Key<IsolationLevel> ISOLATION =
      choice(
              "camus.kafka.isolation.level",
              List.of("read_committed", "read_uncommitted"),
              KafkaKeys::isolation)
          .byDefault("read_committed")
          .means("Whether records of transactions that are open or aborted are left out.");

  static final Key<String> CLIENT_NAME =
      text("kafka.client.name")
          .byDefault("camus")
          .means("The client.id that brokers see in logs and quotas.");

  static final Key<Integer> BUFFER_SIZE =
      integer("kafka.client.buffer.size", 1024, MAX)
          .byDefault("2097152")
          .means(
              "Bytes of the socket's receive buffer (receive.buffer.bytes), and of one fetch from a"
                  + " partition unless kafka.fetch.buffer.size is set.");

  static final Key<Optional<Integer>> FETCH_BUFFER_SIZE =
      optionalInteger("kafka.fetch.buffer.size", 1024)
          .defaultMeans("kafka.client.buffer.size")
          .means(
              "Bytes of one fetch from a partition (max.partition.fetch.bytes); a larger record is"
                  + " still fetched, alone.");

  static final Key<Duration> SO_TIMEOUT =
      milliseconds("kafka.client.so.timeout")
          .byDefault("60000")
          .means("Milliseconds to wait for the answer to one request (request.timeout.ms).");

  static final Key<Duration> TIMEOUT =
      milliseconds("kafka.timeout.value")
          .byDefault("60000")
          .means(
              "Milliseconds for one call to Kafka with all its retries (default.api.timeout.ms); at"
                  + " least kafka.client.so.timeout holds.");

  static final Key<Integer> FETCH_MAX_WAIT =
      integer("kafka.fetch.request.max.wait", 0, MAX)
          .byDefault("500")
          .means("Milliseconds that a broker may wait to fill a fetch (fetch.max.wait.ms).");

  static final Key<Integer> FETCH_MIN_BYTES =
      integer("kafka.fetch.request.min.bytes", 0, MAX)
          .byDefault("1")
          .means("Bytes that a broker waits for before it answers a fetch (fetch.min.bytes).");

  static final Key<ReaderKind> READER =
      choice("camus.kafka.reader", ReaderKind.words(), ReaderKind::named)
          .byDefault("batches")
          .means(
              "What reads the records: batches (whole record batches, for less than half of the"
                  + " time) or consumer (Kafka's own consumer, which also serves whenever"
                  + " kafka.consumer.interceptor.classes is set).");

  static final KeyGroup GROUP =
      new KeyGroup(
          "Kafka",
          "Which cluster, which topics, and how its clients behave.",
          List.of(
              BROKERS,
              WHITELIST,
              BLACKLIST,
              ISOLATION,
              READER,
              CLIENT_NAME,
              BUFFER_SIZE,
              FETCH_BUFFER_SIZE,
              SO_TIMEOUT,
              TIMEOUT,
              FETCH_MAX_WAIT,
              FETCH_MIN_BYTES));

  private KafkaKeys() {}

  private static Optional<IsolationLevel> isolation(String word) {
    return Arrays.stream(IsolationLevel.values())
        .filter(level -> level.toString().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }
}
