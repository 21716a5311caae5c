package io.camus.config;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All keys, by area: the list that parsing, help and documentation share. */
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
          RunSettings.KEYS,
          HistorySettings.KEYS,
          KerberosLogin.KEYS,
          AuditSettings.KEYS);

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

  /** Keys of plug-ins that something else declares, too. */
  private static final List<String> CLASHES = new ArrayList<>();

  private static final Map<String, Key<?>> BY_SPELLING = bySpelling();

  private KeyCatalog() {}

  /** The canonical name of a key; unknown keys keep theirs. */
  public static String canonicalName(String spelling) {
    String name = ForeignKeys.withoutPrefix(spelling);
    return find(name).map(Key::name).orElse(name);
  }

  /** Every key, area by area, then those of plug-ins. */
  public static Stream<Key<?>> all() {
    return groups().flatMap(group -> group.keys().stream());
  }

  /** All groups of keys: {@link #GROUPS}, then those of providers. */
  public static Stream<KeyGroup> groups() {
    return Stream.concat(GROUPS.stream(), Providers.INSTALLED.keys().stream());
  }

  /** The key with a name or an alias. */
  static Optional<Key<?>> find(String spelling) {
    return Optional.ofNullable(BY_SPELLING.get(spelling));
  }

  /** The key that {@code <key>.<topic>} overrides, by the longest key that fits. */
  static Optional<Key<?>> findPerTopic(String spelling) {
    for (int dot = spelling.lastIndexOf('.'); dot > 0; dot = spelling.lastIndexOf('.', dot - 1)) {
      Key<?> key = BY_SPELLING.get(spelling.substring(0, dot));
      if (key != null && key.perTopic()) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** Whether the value of a setting may have references to secrets in it. */
  static boolean mayRefer(String name) {
    return find(name).filter(key -> key.has(Key.Trait.MAY_REFER)).isPresent()
        || KafkaClientNames.isClientSetting(name);
  }

  /** The keys that accept references, besides the settings of Kafka's clients, for messages. */
  static List<String> referring() {
    return all().filter(key -> key.has(Key.Trait.MAY_REFER)).map(Key::name).sorted().toList();
  }

  /** The other names of a key. */
  public static List<String> aliases(Key<?> key) {
    return ALIASES.entrySet().stream()
        .filter(alias -> alias.getValue().equals(key.name()))
        .map(Map.Entry::getKey)
        .toList();
  }

  static List<String> names() {
    return all().map(Key::name).toList();
  }

  /** The problems between keys, those of one area and those of several. */
  static Stream<String> problems(ParsedSettings settings) {
    return Stream.of(
            CLASHES.stream(),
            groups().flatMap(group -> group.problems(settings)),
            KeyGroup.problems(Directories::problems, settings))
        .flatMap(problems -> problems);
  }

  private static Map<String, Key<?>> bySpelling() {
    Map<String, Key<?>> keys = new TreeMap<>();
    GROUPS.forEach(group -> group.keys().forEach(key -> put(keys, key.name(), key)));
    ALIASES.forEach((alias, name) -> put(keys, alias, keys.get(name)));
    Providers.INSTALLED
        .keys()
        .forEach(
            group ->
                group
                    .keys()
                    .forEach(
                        key -> {
                          if (keys.putIfAbsent(key.name(), key) != null) {
                            CLASHES.add(
                                key.name()
                                    + " is declared by a plug-in and by something else; remove one"
                                    + " plug-in, or begin its keys with your own domain");
                          }
                        }));
    return Collections.unmodifiableMap(keys);
  }

  private static void put(Map<String, Key<?>> keys, String spelling, Key<?> key) {
    if (keys.put(spelling, key) != null) {
      throw new IllegalStateException(spelling + " is declared twice");
    }
  }
}
