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
 * A valid configuration, with a typed {@link #value} for each key that a {@code *Settings} class
 * declares. Settings per topic are in its {@link #topic}. Immutable; {@link #toMap()} recreates it
 * elsewhere. Accessors are not meant for the hot loop: call them once per task.
 *
 * <p>Values may refer to secrets ({@link SecretReference}). Until {@link #withSecrets} fetches
 * them, this configuration may be shown and passed on, but accessors that need secrets fail.
 */
public final class CamusConfig {
  private final ParsedSettings settings;

  private CamusConfig(ParsedSettings settings) {
    this.settings = settings;
  }

  /**
   * Reads settings by key, with or without the prefix {@code hadoop-conf.}, under current or legacy
   * names. They may have the keys of {@link KeyCatalog#INSTALLED}.
   *
   * @throws ConfigurationException naming every problem, one per line
   */
  public static CamusConfig parse(Map<String, String> settings) {
    return parse(settings, KeyCatalog.INSTALLED);
  }

  /**
   * The same for settings that may have other keys.
   *
   * @throws ConfigurationException naming every problem, one per line
   */
  public static CamusConfig parse(Map<String, String> settings, KeyCatalog keys) {
    return parse(settings, keys, Redaction.AS_WRITTEN);
  }

  /**
   * Reads the settings of a configuration {@link #withSecrets}: text that looks like a reference is
   * part of a secret.
   *
   * @throws ConfigurationException naming every problem, one per line
   */
  public static CamusConfig parseComplete(Map<String, String> settings) {
    return parse(settings, KeyCatalog.INSTALLED, Redaction.complete(Set.of()));
  }

  private static CamusConfig parse(
      Map<String, String> settings, KeyCatalog keys, Redaction redaction) {
    SettingsParser parser = new SettingsParser(keys, settings, redaction);
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

  /** Every problem of the settings, one sentence each; empty if {@link #parse} accepts them. */
  public static List<String> check(Map<String, String> settings) {
    return check(settings, KeyCatalog.INSTALLED);
  }

  /** The same for settings that may have other keys. */
  public static List<String> check(Map<String, String> settings, KeyCatalog keys) {
    return new SettingsParser(keys, settings, Redaction.AS_WRITTEN).allProblems();
  }

  /** The keys that these settings may have. */
  public KeyCatalog keys() {
    return settings.keys();
  }

  /**
   * This configuration with references replaced by their secrets. These settings count as secret,
   * whatever their names.
   *
   * @param reader the secret that a reference names; a {@link ConfigurationException} says, without
   *     any secret, the reason
   * @throws ConfigurationException naming each setting and reference without a secret, or whose
   *     value is wrong with it; no message holds a secret
   */
  public CamusConfig withSecrets(Function<SecretReference, String> reader) {
    if (settings.redaction().complete()) {
      return this;
    }
    SecretValues values = SecretValues.in(this, reader);
    return parse(values.settings(), keys(), Redaction.complete(values.filled()));
  }

  /**
   * The settings that contain a secret although they could refer to it. Judged by name; meant for a
   * hint.
   */
  public Set<String> plainSecrets() {
    return toMap().entrySet().stream()
        .filter(setting -> SecretValues.isPlain(keys(), setting.getKey(), setting.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a ZooKeeper is set; it is ignored if brokers are set, too. */
  public boolean namesZooKeeper() {
    return settings.has(ZooKeeperSettings.HOSTS);
  }

  /** The ZooKeeper to find brokers and topics in, if set. */
  public Optional<ZooKeeperSettings> zooKeeper() {
    settings.redaction().requireSecrets(settings.declared());
    return namesZooKeeper() ? Optional.of(ZooKeeperSettings.of(settings)) : Optional.empty();
  }

  /**
   * This configuration with the brokers found in ZooKeeper, and without ZooKeeper settings.
   *
   * @param brokers as {@code host:port}
   */
  public CamusConfig withBrokers(List<String> brokers) {
    Map<String, String> found = new TreeMap<>(toMap());
    ZooKeeperSettings.KEYS.keys().forEach(key -> found.remove(key.name()));
    found.put(KafkaSettings.BROKERS.name(), String.join(",", brokers));
    return parse(found, keys(), settings.redaction());
  }

  /** The properties of Kafka's clients. */
  public KafkaClientSettings kafkaClients() {
    settings.redaction().requireSecrets(settings.kafkaClients());
    return new KafkaClientSettings(
        settings, value(KafkaSettings.BROKERS), value(KafkaSettings.ISOLATION));
  }

  /** What reads the records; interceptors work with Kafka's own consumer only. */
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
   * The value of a key of a {@code *Settings} class, else its default.
   *
   * @throws IllegalArgumentException if the key has neither
   */
  public <T> T value(Key<T> key) {
    return settings.value(key);
  }

  /** The value given for a key. */
  public <T> Optional<T> optional(Key<T> key) {
    return settings.optional(key);
  }

  /** Whether a partition whose next offset was deleted is not pulled. */
  public boolean failOnOffsetOutOfRange() {
    return PullSettings.failOnOffsetOutOfRange(settings);
  }

  /** Maximum number of splits. */
  public int mapTasks() {
    return RunSettings.mapTasks(settings);
  }

  /** Where the counts of each commit record are kept; empty if they are not. */
  public Optional<StorePath> keptCounts() {
    return AuditSettings.keptCounts(settings);
  }

  /** Length of an audit window if counts are kept, posted or both; otherwise empty. */
  public Optional<Duration> countWindow() {
    return AuditSettings.countWindow(settings);
  }

  /** The schema registry; empty if there is none. Requires secrets. */
  public Optional<Provider> schemaRegistry() {
    settings.redaction().requireSecrets(settings.declared());
    return SchemaSettings.registry(settings);
  }

  /** The settings of one topic. */
  public TopicConfig topic(String name) {
    return new TopicConfig(settings, name);
  }

  /**
   * The plug-ins that these settings use: those that they choose for a topic, and those whose keys
   * they set. Each once, in no order.
   */
  public Set<PlugIn> plugIns() {
    return Providers.plugIns(settings);
  }

  /** The topics that settings name, each with one of those settings. */
  public SortedMap<String, String> namedTopics() {
    return TopicConfig.named(settings);
  }

  /** Whom to log in as if Hadoop requires Kerberos; empty for the current login. */
  public Optional<KerberosLogin> kerberosLogin() {
    return KerberosLogin.of(settings);
  }

  /** The directories of the pipeline. */
  public Directories directories() {
    return Directories.of(settings);
  }

  /** Whether any topic may have a table. */
  public boolean namesTables() {
    return settings.namesOf(TableSettings.TABLE).findAny().isPresent();
  }

  /** The given settings of the catalog of tables, without their prefix. Requires secrets. */
  public Map<String, String> catalog() {
    settings.redaction().requireSecrets(settings.catalog());
    Map<String, String> properties = new TreeMap<>();
    settings
        .catalog()
        .forEach(
            (name, text) -> properties.put(name.substring(TableSettings.CATALOG.length()), text));
    return Collections.unmodifiableMap(properties);
  }

  /** The given Hadoop properties, to be set in its configuration. */
  public Map<String, String> hadoopProperties() {
    return settings.hadoop();
  }

  /**
   * The given settings under canonical names; {@link #parse} creates an equal configuration from
   * them.
   */
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

  /** The part of {@link #toMap()} without secrets. */
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

  /** The given settings, without secret values. */
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
