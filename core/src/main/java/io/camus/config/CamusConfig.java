package io.camus.config;

import io.camus.model.ConfigurationException;
import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * A valid configuration, which has a typed {@link #value} for each key that the {@code *Settings}
 * class of an area declares. What a topic may have for itself is in its {@link #topic}. Immutable;
 * {@link #toMap()} makes the same one elsewhere. No accessor is meant for the hot loop: ask once a
 * task.
 *
 * <p>Values may refer to secrets that are kept elsewhere, as {@link SecretReference} says. As long
 * as they are not fetched by {@link #withSecrets}, this may be shown and passed on; but what needs
 * the secrets cannot be asked for.
 */
public final class CamusConfig {
  private final ParsedSettings settings;

  private CamusConfig(ParsedSettings settings) {
    this.settings = settings;
  }

  /**
   * Reads settings by key, with or without {@code hadoop-conf.}, under today's or legacy names.
   *
   * @throws ConfigurationException naming every problem, one a line
   */
  public static CamusConfig parse(Map<String, String> settings) {
    return parse(settings, Redaction.AS_WRITTEN);
  }

  /**
   * Reads the settings of a configuration {@link #withSecrets}: what looks like a reference in them
   * is part of a secret.
   *
   * @throws ConfigurationException naming every problem, one a line
   */
  public static CamusConfig parseComplete(Map<String, String> settings) {
    return parse(settings, Redaction.complete(Set.of()));
  }

  private static CamusConfig parse(Map<String, String> settings, Redaction redaction) {
    SettingsParser parser = new SettingsParser(settings, redaction);
    List<String> problems = parser.allProblems();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(
          (problems.size() == 1
                  ? "the configuration has a problem:"
                  : String.format(
                      Locale.ROOT, "the configuration has %d problems:", problems.size()))
              + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining()));
    }
    return new CamusConfig(parser.parsed());
  }

  /** Every problem of the settings, one sentence each; empty if {@link #parse} takes them. */
  public static List<String> check(Map<String, String> settings) {
    return new SettingsParser(settings, Redaction.AS_WRITTEN).allProblems();
  }

  /**
   * This configuration with secrets in the places of the references to them. Their settings count
   * as secret, whatever their names are.
   *
   * @param reader the secret that a reference names; a {@link ConfigurationException} says, without
   *     any secret, why there is none
   * @throws ConfigurationException naming each setting and reference without a secret, or whose
   *     value is wrong with it; no message holds a secret
   */
  public CamusConfig withSecrets(Function<SecretReference, String> reader) {
    if (settings.redaction().complete()) {
      return this;
    }
    SecretValues values = SecretValues.in(toMap(), reader);
    return parse(values.settings(), Redaction.complete(values.filled()));
  }

  /**
   * The settings that hold a secret themselves, where they could refer to it. Judged by names;
   * meant for a hint.
   */
  public Set<String> plainSecrets() {
    return toMap().entrySet().stream()
        .filter(setting -> SecretValues.isPlain(setting.getKey(), setting.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a ZooKeeper is named; it is not asked where brokers are named, too. */
  public boolean namesZooKeeper() {
    return settings.has(ZooKeeperSettings.HOSTS);
  }

  /** The ZooKeeper that knows brokers and topics, if one is named. */
  public Optional<ZooKeeperSettings> zooKeeper() {
    settings.redaction().requireSecrets(settings.declared());
    return namesZooKeeper() ? Optional.of(ZooKeeperSettings.of(settings)) : Optional.empty();
  }

  /**
   * This configuration with the brokers that ZooKeeper named, and without anything of ZooKeeper.
   *
   * @param brokers as {@code host:port}
   */
  public CamusConfig withBrokers(List<String> brokers) {
    Map<String, String> found = new TreeMap<>(toMap());
    ZooKeeperSettings.KEYS.keys().forEach(key -> found.remove(key.name()));
    found.put(KafkaSettings.BROKERS.name(), String.join(",", brokers));
    return parse(found, settings.redaction());
  }

  /** The properties of Kafka's clients. */
  public KafkaClientSettings kafkaClients() {
    settings.redaction().requireSecrets(settings.kafkaClients());
    return new KafkaClientSettings(
        settings, value(KafkaSettings.BROKERS), value(KafkaSettings.ISOLATION));
  }

  /** What reads the records; interceptors see those of Kafka's own consumer only. */
  public ReaderKind reader() {
    return kafkaClients().consumer().containsKey(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG)
        ? ReaderKind.CONSUMER
        : value(KafkaSettings.READER);
  }

  /** Which topics are pulled, and why others are not. */
  public TopicFilter topicFilter() {
    return new TopicFilter(value(KafkaSettings.WHITELIST), value(KafkaSettings.BLACKLIST));
  }

  /**
   * What was given for a key of a {@code *Settings} class, else its default.
   *
   * @throws IllegalArgumentException if the key has neither
   */
  public <T> T value(Key<T> key) {
    return settings.value(key);
  }

  /** What was given for a key. */
  public <T> Optional<T> optional(Key<T> key) {
    return settings.optional(key);
  }

  /** Whether a partition whose next offset was deleted stays where it is. */
  public boolean failOnOffsetOutOfRange() {
    return PullSettings.failOnOffsetOutOfRange(settings);
  }

  /** Number of splits at most. */
  public int mapTasks() {
    return RunSettings.mapTasks(settings);
  }

  /** Where the counts of each commit record are kept; empty if they are not. */
  public Optional<StorePath> keptCounts() {
    return AuditSettings.keptCounts(settings);
  }

  /**
   * Width of an audit window if the counts of commit records are wanted: kept, posted or both;
   * empty if they are not.
   */
  public Optional<Duration> countWindow() {
    return AuditSettings.countWindow(settings);
  }

  /** Where writer schemas come from, if anywhere. */
  public Optional<SchemaSource> schemaRegistry() {
    settings.redaction().requireSecrets(settings.declared());
    return SchemaSettings.source(settings);
  }

  /** The settings of one topic. */
  public TopicConfig topic(String name) {
    return new TopicConfig(settings, name);
  }

  /** The topics that settings name, each with one of those settings as it is written. */
  public SortedMap<String, String> namedTopics() {
    return TopicConfig.named(settings);
  }

  /** Who to log in as where Hadoop asks for Kerberos; empty for whoever is logged in already. */
  public Optional<KerberosLogin> kerberosLogin() {
    return KerberosLogin.of(settings);
  }

  /**
   * The login among the settings that are known before a file on Hadoop can be read. Empty if it is
   * missing or wrong; {@link #parse} says what is.
   */
  public static Optional<KerberosLogin> kerberosLogin(Map<String, String> settings) {
    try {
      return KerberosLogin.of(new SettingsParser(settings, Redaction.AS_WRITTEN).parsed());
    } catch (IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }

  /** The directories of the pipeline. */
  public Directories directories() {
    return Directories.of(settings);
  }

  /** Hadoop's own properties that were given, to be set on its configuration. */
  public Map<String, String> hadoopProperties() {
    return settings.hadoop();
  }

  /** What was given, under canonical names: {@link #parse} makes an equal configuration of it. */
  public Map<String, String> toMap() {
    return settings.all();
  }

  /** The keys of {@link #toMap()} that hold secrets: by their names, or from a reference. */
  public Set<String> secretNames() {
    return secrets().keySet();
  }

  /** The part of {@link #toMap()} that holds secrets. */
  public Map<String, String> secrets() {
    return part(settings.redaction()::hides);
  }

  /** The part of {@link #toMap()} that anybody may see. */
  public Map<String, String> withoutSecrets() {
    return part(key -> !settings.redaction().hides(key));
  }

  private Map<String, String> part(Predicate<String> keys) {
    Map<String, String> part = new TreeMap<>(toMap());
    part.keySet().removeIf(keys.negate());
    return Collections.unmodifiableMap(part);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CamusConfig that
        && toMap().equals(that.toMap())
        && settings.redaction().complete() == that.settings.redaction().complete();
  }

  @Override
  public int hashCode() {
    return toMap().hashCode();
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
    return settings.redaction().refers(value)
        ? SecretReference.in(value).stream()
            .map(SecretReference::toString)
            .collect(Collectors.joining(", ", "(hidden, ", ")"))
        : "(hidden)";
  }
}
