package io.camus.config;

import io.camus.model.ConfigurationException;
import io.camus.model.StartPosition;
import io.camus.spi.StorePath;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/**
 * A valid configuration, typed. Each accessor stands for the key of its name in the area's {@code
 * *Keys} class, which holds type, default and meaning; those that a topic may have for itself are
 * in its {@link #topic}. Immutable; {@link #toMap()} makes the same one elsewhere. No accessor is
 * meant for the hot loop: ask once a task.
 *
 * <p>Values may refer to secrets that are kept elsewhere, as {@link SecretReference} says. As long
 * as they are not fetched by {@link #withSecrets}, this may be shown and passed on; but what needs
 * the secrets cannot be asked for.
 */
public final class CamusConfig {
  private final Given given;
  private final Discretion discretion;

  private CamusConfig(Given given, Discretion discretion) {
    this.given = given;
    this.discretion = discretion;
  }

  /**
   * Reads settings by key, with or without {@code hadoop-conf.}, under today's or legacy names.
   *
   * @throws ConfigurationException naming every problem, one a line
   */
  public static CamusConfig parse(Map<String, String> settings) {
    return parse(settings, Discretion.AS_WRITTEN);
  }

  /**
   * Reads the settings of a configuration {@link #withSecrets}: what looks like a reference in them
   * is part of a secret.
   *
   * @throws ConfigurationException naming every problem, one a line
   */
  public static CamusConfig parseComplete(Map<String, String> settings) {
    return parse(settings, Discretion.complete(Set.of()));
  }

  private static CamusConfig parse(Map<String, String> settings, Discretion discretion) {
    GivenReader reader = new GivenReader(settings, discretion);
    List<String> problems = reader.allProblems();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(
          (problems.size() == 1
                  ? "the configuration has a problem:"
                  : "the configuration has %d problems:".formatted(problems.size()))
              + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining()));
    }
    return new CamusConfig(reader.given(), discretion);
  }

  /** Every problem of the settings, one sentence each; empty if {@link #parse} takes them. */
  public static List<String> check(Map<String, String> settings) {
    return new GivenReader(settings, Discretion.AS_WRITTEN).allProblems();
  }

  /**
   * This configuration with secrets in the places of the references to them. Their settings count
   * as secret, whatever their names are.
   *
   * @throws ConfigurationException naming each setting and reference without a secret, or whose
   *     value is wrong with it; no message holds a secret
   */
  public CamusConfig withSecrets(SecretReference.Reader reader) {
    if (discretion.complete()) {
      return this;
    }
    SecretValues values = SecretValues.in(toMap(), reader);
    return parse(values.settings(), Discretion.complete(values.filled()));
  }

  /**
   * The settings that hold a secret themselves, where they could refer to it. Judged by names;
   * meant for a hint.
   */
  public Set<String> plainSecrets() {
    return toMap().entrySet().stream()
        .filter(setting -> Secrets.isPlain(setting.getKey(), setting.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Brokers to ask first, as {@code host:port}; empty if they have to be found in {@link
   * #zooKeeper}.
   */
  public List<String> brokers() {
    return given.value(KafkaKeys.BROKERS);
  }

  /** Whether a ZooKeeper is named; it is not asked where brokers are named, too. */
  public boolean namesZooKeeper() {
    return given.has(ZooKeeperKeys.HOSTS);
  }

  /** The ZooKeeper that knows brokers and topics, if one is named. */
  public Optional<ZooKeeperSettings> zooKeeper() {
    requireSecrets(given.declared());
    return namesZooKeeper() ? Optional.of(ZooKeeperSettings.of(given)) : Optional.empty();
  }

  /**
   * This configuration with brokers, and without anything of ZooKeeper, which nobody has to ask any
   * more.
   *
   * @param brokers as {@code host:port}
   */
  public CamusConfig withBrokers(List<String> brokers) {
    Map<String, String> settings = new TreeMap<>(toMap());
    ZooKeeperKeys.GROUP.keys().forEach(key -> settings.remove(key.name()));
    settings.put(KafkaKeys.BROKERS.name(), String.join(",", brokers));
    return parse(settings, discretion);
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
    requireSecrets(given.kafkaClients());
    return new KafkaClientSettings(given);
  }

  private void requireSecrets(Map<String, String> settings) {
    settings.forEach(
        (name, value) -> {
          if (discretion.refers(value)) {
            throw new IllegalStateException("the secret of " + name + " has not been fetched");
          }
        });
  }

  /** Where a partition that was never pulled begins. */
  public StartPosition startPosition() {
    return given.value(PullKeys.START);
  }

  /** Age beyond which records are skipped; empty for no limit. */
  public Optional<Duration> maxHistorical() {
    return given.value(PullKeys.MAX_HISTORICAL);
  }

  /** Span of event time that one run pulls from a partition; empty for no limit. */
  public Optional<Duration> maxPullSpan() {
    return given.value(PullKeys.MAX_PULL_SPAN);
  }

  /** How long a task pulls; empty for no limit. */
  public Optional<Duration> maxPullTime() {
    return given.value(PullKeys.MAX_PULL_TIME);
  }

  /** How long a task waits for a partition that brings nothing. */
  public Duration stallTimeout() {
    return given.value(PullKeys.STALL_TIMEOUT);
  }

  /** Topics whose partitions are set to their end in this run. */
  public TopicSet moveToLatestTopics() {
    return given.value(PullKeys.MOVE_TO_LATEST);
  }

  /** Whether a partition whose next offset was deleted stays where it is. */
  public boolean failOnOffsetOutOfRange() {
    return given.value(PullKeys.FAIL_ON_OUT_OF_RANGE) && !given.value(PullKeys.MOVE_TO_EARLIEST);
  }

  /** The settings of one topic. */
  public TopicConfig topic(String name) {
    return new TopicConfig(given, name);
  }

  /** The topics that settings name, each with one of those settings as it is written. */
  public SortedMap<String, String> namedTopics() {
    return new NamedTopics(given).settingByTopic();
  }

  /** Whether schemas that are not found break no budget. */
  public boolean ignoreSchemaErrors() {
    return given.value(DecodingKeys.IGNORE_SCHEMA_ERRORS);
  }

  /** Whether any rejected record makes the run end with exit code 4, after committing. */
  public boolean failOnErrors() {
    return given.value(DecodingKeys.FAIL_ON_ERRORS);
  }

  /** Rejected records of a run whose causes the driver logs. */
  public int maxErrorsToPrint() {
    return given.value(DecodingKeys.ERRORS_TO_PRINT);
  }

  /** Rejected records whose causes one task logs. */
  public int maxDecoderErrorsToPrint() {
    return given.value(DecodingKeys.DECODER_ERRORS_TO_PRINT);
  }

  /** Where writer schemas come from, if anywhere. */
  public Optional<SchemaSource> schemaRegistry() {
    requireSecrets(given.declared());
    return SchemaKeys.source(given);
  }

  /** Whether schemas that were seen are kept for later runs. */
  public boolean keepSchemas() {
    return given.value(SchemaKeys.KEEP);
  }

  /** Directory of the data files. */
  public StorePath destination() {
    return given.value(OutputKeys.DESTINATION);
  }

  /** Directory of the commit log and of unfinished runs. */
  public StorePath executionBase() {
    return given.value(RunKeys.EXECUTION_BASE);
  }

  /** Directory of finished runs. */
  public StorePath executionHistory() {
    return given.value(HistoryKeys.HISTORY);
  }

  /** Where dead letters are published, if not in the run's history. */
  public Optional<StorePath> errorsPath() {
    return given.value(OutputKeys.ERRORS);
  }

  /** Minutes of event time that share a file, for partitioners by the hour. */
  public int bucketMinutes() {
    return given.value(OutputKeys.BUCKET_MINUTES);
  }

  /** Directory below a topic's own that holds the hourly files. */
  public String topicSubDir() {
    return given.value(OutputKeys.SUB_DIRECTORY);
  }

  /** Time zone of the directories. */
  public ZoneId zone() {
    return given.value(OutputKeys.ZONE);
  }

  /** Level of deflate and gzip, 1 to 9. */
  public int deflateLevel() {
    return given.value(OutputKeys.DEFLATE_LEVEL);
  }

  /** Level of zstandard, 1 to 22. */
  public int zstandardLevel() {
    return given.value(OutputKeys.ZSTANDARD_LEVEL);
  }

  /** Bytes of a block in Avro files, before compression; empty for what suits the codec. */
  public Optional<Integer> avroSyncInterval() {
    return given.value(OutputKeys.SYNC_INTERVAL);
  }

  /** What ends a record in files of lines. */
  public String recordDelimiter() {
    return given.value(OutputKeys.DELIMITER);
  }

  /** Files that a task holds open at most. */
  public int openFiles() {
    return given.value(OutputKeys.OPEN_FILES);
  }

  /** Memory that a task's open files take at most, in bytes. */
  public long openBytes() {
    return given.value(OutputKeys.OPEN_BYTES);
  }

  /** Name of the job. */
  public String jobName() {
    return given.value(RunKeys.JOB_NAME);
  }

  /** Where tasks run. */
  public Framework framework() {
    return given.value(RunKeys.FRAMEWORK);
  }

  /** Number of splits at most. */
  public int mapTasks() {
    return given.value(RunKeys.MAP_TASKS);
  }

  /** Bytes that a split has at least, on average. */
  public long minSplitBytes() {
    return given.value(RunKeys.MIN_SPLIT_BYTES);
  }

  /** Bytes of a piece of a partition at least; 0 if no partition is cut into pieces. */
  public long minPieceBytes() {
    return given.value(RunKeys.MIN_PIECE_BYTES);
  }

  /** Tasks at the same time in this process; the number of processors by default. */
  public int localMapSlots() {
    return given.value(RunKeys.LOCAL_SLOTS).orElseGet(Runtime.getRuntime()::availableProcessors);
  }

  /** Time between commits while tasks pull. */
  public Duration commitInterval() {
    return given.value(RunKeys.COMMIT_INTERVAL);
  }

  /** Time without a sign of life after which another run counts as dead. */
  public Duration livenessTimeout() {
    return given.value(RunKeys.LIVENESS_TIMEOUT);
  }

  /** How long finished runs are kept; empty for no limit. */
  public Optional<Duration> historyMaxAge() {
    return given.value(HistoryKeys.MAX_AGE);
  }

  /** Part of the quota that the history may take, 0 to 1. */
  public double historyMaxOfQuota() {
    return given.value(HistoryKeys.MAX_OF_QUOTA);
  }

  /** Bytes to take for the quota instead of the directory's own. */
  public Optional<Long> quotaOverride() {
    return given.value(HistoryKeys.QUOTA);
  }

  /** Who to log in as where Hadoop asks for Kerberos; empty for whoever is logged in already. */
  public Optional<KerberosLogin> kerberosLogin() {
    return KerberosLogin.of(given);
  }

  /** Whether audit events are posted. */
  public boolean postTracking() {
    return given.value(AuditKeys.POST);
  }

  /** This tier's name; there if audit events are posted. */
  public Optional<String> monitorTier() {
    return given.value(AuditKeys.TIER);
  }

  /** Width of an audit window. */
  public Duration monitorGranularity() {
    return Duration.ofMinutes(given.value(AuditKeys.GRANULARITY));
  }

  /** Topic of the audit events. */
  public String auditTopic() {
    return given.value(AuditKeys.TOPIC);
  }

  /** Topics whose counts do not tell servers and services apart. */
  public TopicSet auditIgnoreServiceTopics() {
    return given.value(AuditKeys.IGNORE_SERVICE);
  }

  /** Where counts are kept; there if they are kept. */
  public Optional<StorePath> countsPath() {
    return given.value(AuditKeys.COUNTS);
  }

  /** Whether counts are kept. */
  public boolean keepCountFiles() {
    return given.value(AuditKeys.KEEP_COUNTS);
  }

  /** Hadoop's own properties that were given, to be set on its configuration. */
  public Map<String, String> hadoopProperties() {
    return given.hadoop();
  }

  /** What was given, under canonical names: {@link #parse} makes an equal configuration of it. */
  public Map<String, String> toMap() {
    return given.all();
  }

  /** The keys of {@link #toMap()} that hold secrets: by their names, or from a reference. */
  public Set<String> secretNames() {
    return secrets().keySet();
  }

  /** The part of {@link #toMap()} that holds secrets. */
  public Map<String, String> secrets() {
    return part(this::isSecret);
  }

  /** The part of {@link #toMap()} that anybody may see. */
  public Map<String, String> withoutSecrets() {
    return part(key -> !isSecret(key));
  }

  private boolean isSecret(String key) {
    return Secrets.isSecret(key) || discretion.filled().contains(key);
  }

  private Map<String, String> part(Predicate<String> keys) {
    Map<String, String> part = new TreeMap<>(toMap());
    part.keySet().removeIf(keys.negate());
    return Collections.unmodifiableMap(part);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CamusConfig that
        && given.equals(that.given)
        && discretion.complete() == that.discretion.complete();
  }

  @Override
  public int hashCode() {
    return given.hashCode();
  }

  /** What was given, without values that are secret. */
  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>(withoutSecrets());
    secrets().forEach((name, value) -> shown.put(name, hidden(value)));
    return "CamusConfig" + shown;
  }

  /** {@code (hidden)}, or {@code (hidden, ${env:KAFKA_PASSWORD})}. */
  private String hidden(String value) {
    return discretion.refers(value)
        ? SecretReference.in(value).stream()
            .map(SecretReference::toString)
            .collect(Collectors.joining(", ", "(hidden, ", ")"))
        : "(hidden)";
  }
}
