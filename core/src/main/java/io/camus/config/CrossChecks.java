package io.camus.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Rules that hold between keys; those whose own values are wrong are passed over. */
final class CrossChecks {
  private static final Set<String> LINE_BREAKS = Set.of("\n", "\r\n", "\r");

  private final Given given;
  private final List<String> problems = new ArrayList<>();

  private CrossChecks(Given given) {
    this.given = given;
  }

  static List<String> problems(Given given) {
    CrossChecks checks = new CrossChecks(given);
    Stream.<Runnable>of(
            checks::brokers,
            checks::zooKeeper,
            checks::audit,
            checks::kerberos,
            checks::paths,
            checks::timeouts,
            checks::reader,
            checks::liveness,
            checks::partitioners,
            checks::lineBreaks)
        .forEach(CrossChecks::runIfReadable);
    checks.problems.addAll(RegistryChecks.problems(given));
    return checks.problems;
  }

  private static void runIfReadable(Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      // One of its keys has a value that cannot be read: that is a problem of its own.
    }
  }

  private void brokers() {
    if (given.value(KafkaKeys.BROKERS).isEmpty() && !given.has(ZooKeeperKeys.HOSTS)) {
      problems.add(
          "kafka.brokers is required: brokers to ask first, as host:port, separated by commas; or"
              + " set zookeeper.hosts, to find them in ZooKeeper");
    }
  }

  private void zooKeeper() {
    if (!given.has(ZooKeeperKeys.HOSTS)) {
      ZooKeeperKeys.GROUP.keys().stream()
          .filter(given::has)
          .forEach(
              key ->
                  problems.add(
                      String.format(
                          Locale.ROOT,
                          "%s is only used with zookeeper.hosts; set that, or remove it",
                          key.name())));
    }
    boolean user = given.has(ZooKeeperKeys.USER);
    if (user != given.has(ZooKeeperKeys.PASSWORD)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "camus.zookeeper.digest.user and .password must be set together; the %s is missing",
              user ? "password" : "user"));
    }
  }

  private void audit() {
    if (given.value(AuditKeys.POST) && given.value(AuditKeys.TIER).isEmpty()) {
      problems.add("etl.run.tracking.post = true needs kafka.monitor.tier, the tier's name");
    }
    if (given.value(AuditKeys.KEEP_COUNTS) && given.value(AuditKeys.COUNTS).isEmpty()) {
      problems.add("etl.keep.count.files = true needs etl.counts.path, where to keep them");
    }
  }

  private void kerberos() {
    boolean principal = given.has(KerberosKeys.PRINCIPAL);
    if (principal != given.has(KerberosKeys.KEYTAB)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "camus.kerberos.principal and camus.kerberos.keytab must be set together; %s is missing",
              principal ? "the keytab" : "the principal"));
    }
  }

  private void paths() {
    if (!given.has(OutputKeys.DESTINATION)
        || !given.has(RunKeys.EXECUTION_BASE)
        || !given.has(HistoryKeys.HISTORY)) {
      return;
    }
    problems.addAll(
        new Directories(
                given.value(OutputKeys.DESTINATION),
                given.value(RunKeys.EXECUTION_BASE),
                given.value(HistoryKeys.HISTORY),
                given.value(OutputKeys.ERRORS),
                given.value(AuditKeys.COUNTS))
            .problems(UnaryOperator.identity()));
  }

  private void timeouts() {
    if (given.has(KafkaKeys.TIMEOUT)
        && given.has(KafkaKeys.SO_TIMEOUT)
        && given.value(KafkaKeys.TIMEOUT).compareTo(given.value(KafkaKeys.SO_TIMEOUT)) < 0) {
      problems.add(
          "kafka.timeout.value is below kafka.client.so.timeout: one request may take longer than"
              + " the call it belongs to");
    }
  }

  private void reader() {
    String interceptors = KafkaClientNames.CONSUMER + ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG;
    if (given.has(KafkaKeys.READER)
        && given.value(KafkaKeys.READER) == ReaderKind.BATCHES
        && given.kafkaClients().containsKey(interceptors)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "camus.kafka.reader = batches shows no records to %s: remove one of them",
              interceptors));
    }
  }

  private void liveness() {
    Duration timeout = given.value(RunKeys.LIVENESS_TIMEOUT);
    if (timeout.compareTo(given.value(RunKeys.COMMIT_INTERVAL).multipliedBy(2)) < 0) {
      problems.add(
          String.format(
                  Locale.ROOT,
                  "camus.liveness.timeout.ms = %d is less than twice camus.commit.interval.ms, at which a",
                  timeout.toMillis())
              + " run shows that it is alive");
    }
  }

  /** A delimiter that is no line break leaves nothing to do for a policy of line breaks. */
  private void lineBreaks() {
    String prefix = DecodingKeys.TEXT_LINE_BREAKS.name();
    if (!LINE_BREAKS.contains(given.value(OutputKeys.DELIMITER))) {
      Stream.concat(
              Stream.of(prefix).filter(name -> given.has(DecodingKeys.TEXT_LINE_BREAKS)),
              given.perTopic().keySet().stream().filter(name -> name.startsWith(prefix + ".")))
          .forEach(
              name ->
                  problems.add(
                      String.format(
                          Locale.ROOT,
                          "%s is only used if etl.output.record.delimiter is a line break, since others"
                              + " may be in a text; remove one of them",
                          name)));
    }
  }

  private void partitioners() {
    boolean locale =
        given.has(OutputKeys.DIRECTORY_LOCALE) || hasAnyTopic(OutputKeys.DIRECTORY_LOCALE);
    boolean pattern =
        given.has(OutputKeys.DIRECTORY_FORMAT)
            || hasAnyTopic(OutputKeys.DIRECTORY_FORMAT)
            || given.value(OutputKeys.PARTITIONER) == PartitionerKind.PATTERN
            || hasAnyTopic(OutputKeys.PARTITIONER);
    if (locale && !pattern) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s is only used by a date pattern; set %s, or remove it",
              OutputKeys.DIRECTORY_LOCALE.name(),
              OutputKeys.DIRECTORY_FORMAT.name()));
    }
    pattern(given.has(OutputKeys.PARTITIONER) && given.has(OutputKeys.DIRECTORY_FORMAT), "");
    String prefix = OutputKeys.DIRECTORY_FORMAT.name() + ".";
    given.perTopic().keySet().stream()
        .filter(
            name ->
                KeyCatalog.findPerTopic(name)
                    .filter(OutputKeys.DIRECTORY_FORMAT::equals)
                    .isPresent())
        .map(name -> name.substring(prefix.length()))
        .forEach(topic -> pattern(given.has(OutputKeys.PARTITIONER, topic), topic));
  }

  private boolean hasAnyTopic(Key<?> key) {
    return given.perTopic().keySet().stream()
        .anyMatch(name -> KeyCatalog.findPerTopic(name).filter(key::equals).isPresent());
  }

  private void pattern(boolean bothGiven, String topic) {
    String suffix = topic.isEmpty() ? "" : "." + topic;
    if (bothGiven && given.value(OutputKeys.PARTITIONER, topic) != PartitionerKind.PATTERN) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s%s is only used by %s%s = pattern; remove one of them",
              OutputKeys.DIRECTORY_FORMAT.name(),
              suffix,
              OutputKeys.PARTITIONER.name(),
              suffix));
    }
  }
}
