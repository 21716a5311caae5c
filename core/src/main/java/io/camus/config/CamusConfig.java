package io.camus.config;

import io.camus.model.ConfigurationException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A valid configuration, typed: by area, in the {@code *Settings} class that declares the area's
 * keys. Keys that a topic may have for itself are in its {@link #topic}. Immutable; {@link
 * #toMap()} makes the same one elsewhere. No accessor is meant for the hot loop: ask once a task.
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
   * @throws ConfigurationException naming each setting and reference without a secret, or whose
   *     value is wrong with it; no message holds a secret
   */
  public CamusConfig withSecrets(SecretReference.Reader reader) {
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

  /** Brokers and topics, and how to read and write them. */
  public KafkaSettings kafka() {
    return new KafkaSettings(settings);
  }

  /** Where a partition begins, and how much of it a run takes. */
  public PullSettings pull() {
    return PullSettings.of(settings);
  }

  /** What becomes of records that cannot be read. */
  public DecodingSettings decoding() {
    return DecodingSettings.of(settings);
  }

  /** Where writer schemas come from. */
  public SchemaSettings schemas() {
    return new SchemaSettings(settings);
  }

  /** Where data files go, what they are called and how they are written. */
  public OutputSettings output() {
    return OutputSettings.of(settings);
  }

  /** How a run is made: its tasks, its commits, where its log lies. */
  public RunSettings run() {
    return RunSettings.of(settings);
  }

  /** What is kept of finished runs. */
  public HistorySettings history() {
    return HistorySettings.of(settings);
  }

  /** Counts of records by window, and where they go. */
  public AuditSettings audit() {
    return AuditSettings.of(settings);
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
