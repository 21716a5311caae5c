package io.camus.config;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All keys, by area, and those of providers: the list that parsing, help and documentation share.
 * Immutable.
 */
public final class KeyCatalog {
  /** The areas, in the order of the documentation. */
  public static final List<KeyGroup> GROUPS =
      List.of(
          KafkaSettings.KEYS,
          ZooKeeperSettings.KEYS,
          PullSettings.KEYS,
          DecodingSettings.KEYS,
          SchemaSettings.KEYS,
          OutputSettings.KEYS,
          CompletionSettings.KEYS,
          TableSettings.KEYS,
          RunSettings.KEYS,
          HistorySettings.KEYS,
          KerberosLogin.KEYS,
          AuditSettings.KEYS,
          PlugInSettings.KEYS);

  /** Aliases: names of 2013, and Kafka's and Hadoop's names, with ours. */
  private static final SortedMap<String, String> ALIASES =
      new TreeMap<>(
          Map.ofEntries(
              entry("bootstrap.servers", "kafka.brokers"),
              entry("etl.basedir.quota.override", "etl.basedir.quota.overide"),
              entry("etl.record.writer.provider.class", "camus.output.format"),
              entry("kafka.max.pull.minutes.per.partition", "kafka.max.pull.minutes.per.task"),
              entry("mapreduce.job.maps", "mapred.map.tasks"),
              entry("mapreduce.output.fileoutputformat.compress", "mapred.output.compress"),
              entry("metadata.broker.list", "kafka.brokers"),
              entry("post.tracking.counts.to.kafka", "etl.run.tracking.post"),
              entry("zookeeper.connect", "zookeeper.hosts"),
              entry("zookeeper.connection.timeout.ms", "zookeeper.connection.timeout"),
              entry("zookeeper.session.timeout.ms", "zookeeper.session.timeout")));

  /** The keys of this process. */
  public static final KeyCatalog INSTALLED = new KeyCatalog(Providers.INSTALLED);

  private final Providers providers;
  private final Map<String, Key<?>> bySpelling = new TreeMap<>();

  /** Keys of plug-ins that something else declares, too. */
  private final List<String> clashes = new ArrayList<>();

  KeyCatalog(Providers providers) {
    this.providers = providers;
    GROUPS.forEach(group -> group.keys().forEach(key -> put(key.name(), key)));
    ALIASES.forEach((alias, name) -> put(alias, bySpelling.get(name)));
    providers.keys().forEach(group -> group.keys().forEach(this::putOfProvider));
  }

  private void put(String spelling, Key<?> key) {
    if (bySpelling.put(spelling, key) != null) {
      throw new IllegalStateException(spelling + " is declared twice");
    }
  }

  private void putOfProvider(Key<?> key) {
    if (bySpelling.putIfAbsent(key.name(), key) != null) {
      clashes.add(
          key.name()
              + " is declared by a plug-in and by something else; remove one plug-in, or begin its"
              + " keys with your own domain");
    }
  }

  /** These, and the keys and providers of further plug-ins. */
  public KeyCatalog with(List<PlugIn> plugIns) {
    return plugIns.isEmpty() ? this : new KeyCatalog(providers.with(plugIns));
  }

  /** The providers that settings can choose. */
  public Providers providers() {
    return providers;
  }

  /** The canonical name of a key; unknown keys keep theirs. */
  public String canonicalName(String spelling) {
    String name = ForeignKeys.withoutPrefix(spelling);
    return find(name).map(Key::name).orElse(name);
  }

  /** Every key, area by area, then those of plug-ins. */
  public Stream<Key<?>> all() {
    return groups().flatMap(group -> group.keys().stream());
  }

  /** All groups of keys: {@link #GROUPS}, then those of providers. */
  public Stream<KeyGroup> groups() {
    return Stream.concat(GROUPS.stream(), providers.keys().stream());
  }

  /** The key with a name or an alias. */
  Optional<Key<?>> find(String spelling) {
    return Optional.ofNullable(bySpelling.get(spelling));
  }

  /** The key that {@code <key>.<topic>} overrides, by the longest key that fits. */
  Optional<Key<?>> findPerTopic(String spelling) {
    for (int dot = spelling.lastIndexOf('.'); dot > 0; dot = spelling.lastIndexOf('.', dot - 1)) {
      Key<?> key = bySpelling.get(spelling.substring(0, dot));
      if (key != null && key.perTopic()) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** Whether the value of a setting may have references to secrets in it. */
  boolean mayRefer(String name) {
    return find(name).filter(key -> key.has(Key.Trait.MAY_REFER)).isPresent()
        || KafkaClientNames.isClientSetting(name)
        || name.startsWith(TableSettings.CATALOG);
  }

  /**
   * The keys that accept references, besides the settings of Kafka's clients and of the catalog,
   * for messages.
   */
  List<String> referring() {
    return all().filter(key -> key.has(Key.Trait.MAY_REFER)).map(Key::name).sorted().toList();
  }

  /** The other names of a key. */
  public static List<String> aliases(Key<?> key) {
    return ALIASES.entrySet().stream()
        .filter(alias -> alias.getValue().equals(key.name()))
        .map(Map.Entry::getKey)
        .toList();
  }

  List<String> names() {
    return all().map(Key::name).toList();
  }

  /** The problems between keys, those of one area and those of several. */
  Stream<String> problems(ParsedSettings settings) {
    return Stream.of(
            clashes.stream(),
            groups().flatMap(group -> group.problems(settings)),
            KeyGroup.problems(Directories::problems, settings))
        .flatMap(problems -> problems);
  }
}
