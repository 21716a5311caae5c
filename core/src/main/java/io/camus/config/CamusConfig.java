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
 * A valid configuration, typed: by area, in the {@code *Settings} class beside the area's {@code
 * *Keys}. Each accessor there stands for the key of its name, whose declaration holds type, default
 * and meaning; keys that a topic may have for itself are in its {@link #topic}. Immutable; {@link
 * #toMap()} makes the same one elsewhere. No accessor is meant for the hot loop: ask once a task.
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
                  : String.format(
                      Locale.ROOT, "the configuration has %d problems:", problems.size()))
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

  /** Whether a ZooKeeper is named; it is not asked where brokers are named, too. */
  public boolean namesZooKeeper() {
    return given.has(ZooKeeperKeys.HOSTS);
  }

  /** The ZooKeeper that knows brokers and topics, if one is named. */
  public Optional<ZooKeeperSettings> zooKeeper() {
    discretion.requireSecrets(given.declared());
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

  /** Brokers and topics, and how to read and write them. */
  public KafkaSettings kafka() {
    return new KafkaSettings(given, discretion);
  }

  /** Where a partition begins, and how much of it a run takes. */
  public PullSettings pull() {
    return new PullSettings(given);
  }

  /** What becomes of records that cannot be read. */
  public DecodingSettings decoding() {
    return new DecodingSettings(given);
  }

  /** Where writer schemas come from. */
  public SchemaSettings schemas() {
    return new SchemaSettings(given, discretion);
  }

  /** Where data files go, what they are called and how they are written. */
  public OutputSettings output() {
    return new OutputSettings(given);
  }

  /** How a run is made: its tasks, its commits, where its log lies. */
  public RunSettings run() {
    return new RunSettings(given);
  }

  /** What is kept of finished runs. */
  public HistorySettings history() {
    return new HistorySettings(given);
  }

  /** Counts of records by window, and where they go. */
  public AuditSettings audit() {
    return new AuditSettings(given);
  }

  /** The settings of one topic. */
  public TopicConfig topic(String name) {
    return new TopicConfig(given, name);
  }

  /** The topics that settings name, each with one of those settings as it is written. */
  public SortedMap<String, String> namedTopics() {
    return new NamedTopics(given).settingByTopic();
  }

  /** Who to log in as where Hadoop asks for Kerberos; empty for whoever is logged in already. */
  public Optional<KerberosLogin> kerberosLogin() {
    return KerberosLogin.of(given);
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
