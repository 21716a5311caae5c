package io.camus.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sorts what was given: strips prefixes, maps legacy names, tells declared, refused, foreign and
 * unknown keys apart, and notes every problem with a name or a value.
 */
final class GivenReader {
  static final String AZKABAN_PREFIX = "hadoop-conf.";
  static final String AZKABAN_HADOOP_PREFIX = "hadoop-inject.";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}?");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  private final Map<String, String> declared = new TreeMap<>();
  private final Map<String, String> perTopic = new TreeMap<>();
  private final Map<String, String> kafkaClients = new TreeMap<>();
  private final Map<String, String> hadoop = new TreeMap<>();
  private final Map<String, String> spelledAs = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Discretion discretion;

  GivenReader(Map<String, String> settings, Discretion discretion) {
    this.discretion = discretion;
    new TreeMap<>(settings).forEach(this::sort);
    KeyCatalog.all()
        .filter(key -> key.required() && !declared.containsKey(key.name()))
        .forEach(
            key ->
                problems.add(
                    String.format(Locale.ROOT, "%s is required: %s", key.name(), key.meaning())));
  }

  Given given() {
    return new Given(declared, perTopic, kafkaClients, hadoop);
  }

  /** Problems of names, of values, and between keys. */
  List<String> allProblems() {
    List<String> all = new ArrayList<>(problems);
    all.addAll(KafkaClientNames.problems(kafkaClients, discretion));
    kafkaClients.forEach((name, value) -> references(name, value).ifPresent(all::add));
    all.addAll(CrossChecks.problems(given()));
    return List.copyOf(all);
  }

  private void sort(String spelling, String value) {
    Optional<String> strange = Visible.strangeInKey(spelling);
    if (strange.isPresent() && !ForeignKeys.isAzkaban(spelling)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: no key has the character %s; type the key again",
              Visible.key(spelling),
              strange.get()));
      return;
    }
    if (startsWith(spelling, AZKABAN_HADOOP_PREFIX)) {
      keep(hadoop, spelling.substring(AZKABAN_HADOOP_PREFIX.length()), spelling, value);
      return;
    }
    String name = withoutPrefix(spelling);
    Optional<RefusedKey> refused = RefusedKeys.find(name);
    Optional<Key<?>> key = KeyCatalog.find(name);
    Optional<Key<?>> topicKey = KeyCatalog.findPerTopic(name);
    if (refused.isPresent()) {
      problems.add(
          String.format(Locale.ROOT, "%s is not supported: %s", spelling, refused.get().instead()));
    } else if (key.isPresent()) {
      declared(key.get(), spelling, value);
    } else if (topicKey.isPresent()) {
      perTopic(topicKey.get(), name, spelling, value);
    } else if (name.startsWith(SchemaKeys.CUSTOM)) {
      keep(declared, name, spelling, value);
      references(name, value).ifPresent(problems::add);
    } else if (KafkaClientNames.isClientSetting(name)) {
      keepTrimmed(kafkaClients, name, spelling, value);
    } else if (ForeignKeys.isHadoop(name)) {
      keepTrimmed(hadoop, name, spelling, value);
    } else if (!ForeignKeys.isAzkaban(name)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s is not a key of Camus%s",
              spelling,
              NearestName.hint(name, KeyCatalog.names())));
    }
  }

  private void declared(Key<?> key, String spelling, String value) {
    keep(declared, key.name(), spelling, value);
    check(key, spelling, value);
  }

  private void perTopic(Key<?> key, String name, String spelling, String value) {
    String topic = name.substring(key.name().length() + 1);
    if (!TOPIC.matcher(topic).matches()) {
      problems.add(
          String.format(Locale.ROOT, "%s: \"%s\" is not the name of a topic", spelling, topic));
      return;
    }
    keep(perTopic, name, spelling, value);
    if (!TopicConfig.OWN_PROBLEMS.contains(key.name())) {
      check(key, spelling, value);
    }
  }

  private void check(Key<?> key, String spelling, String value) {
    if (discretion.refers(value)) {
      references(key.name(), value).ifPresent(problems::add);
      return;
    }
    Optional<String> unread = unread(key, value);
    if (unread.isPresent()) {
      problems.add(
          discretion.maySay(key.name())
              ? String.format(
                  Locale.ROOT, "%s = %s: %s", spelling, Visible.value(value), unread.get())
              : String.format(Locale.ROOT, "%s: %s", spelling, unread.get()));
      return;
    }
    key.problem(value)
        .ifPresent(
            rule ->
                problems.add(
                    discretion.maySay(key.name())
                        ? String.format(Locale.ROOT, "%s = %s: %s", spelling, value, rule)
                        : String.format(Locale.ROOT, "%s %s", spelling, rule)));
  }

  /** Why a text does not mean what it looks like. */
  private Optional<String> unread(Key<?> key, String value) {
    if (Secrets.isSecret(key.name()) || key.name().equals(OutputKeys.DELIMITER.name())) {
      return Optional.empty();
    }
    Optional<String> hidden = hidden(value);
    Matcher variable = VARIABLE.matcher(value);
    return hidden.isPresent() || discretion.complete() || !variable.find()
        ? hidden
        : Optional.of(
            String.format(
                Locale.ROOT,
                "nothing replaces %s, since settings have no variables; write the value out",
                variable.group()));
  }

  /** Certificates and keys may be written out in PEM format, of which line breaks are a part. */
  private static Optional<String> hidden(String value) {
    boolean pem = value.trim().startsWith("-----BEGIN ");
    return Visible.hiddenInValue(pem ? value.replaceAll("\\R", "") : value)
        .map(
            it ->
                String.format(
                    Locale.ROOT, "it has the character %s, which cannot be seen; remove it", it));
  }

  private Optional<String> references(String name, String value) {
    if (!discretion.refers(value)) {
      return Optional.empty();
    }
    if (!Secrets.mayRefer(name)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s cannot refer to a value elsewhere; only %s, %s and the settings of Kafka's"
                  + " clients can",
              name,
              SchemaKeys.REFERRING,
              ZooKeeperKeys.PASSWORD.name()));
    }
    return SecretReference.areSound(value)
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s has a reference of no known kind; there are %s",
                name,
                SecretReference.shapes()));
  }

  /** A blank behind a value cannot be seen, so it is not part of it, except in secrets. */
  private void keepTrimmed(Map<String, String> kept, String name, String spelling, String value) {
    if (Secrets.isSecret(name)) {
      keep(kept, name, spelling, value);
      return;
    }
    hidden(value)
        .ifPresent(
            why ->
                problems.add(
                    discretion.maySay(name)
                        ? String.format(
                            Locale.ROOT, "%s = %s: %s", spelling, Visible.value(value), why)
                        : String.format(Locale.ROOT, "%s: %s", spelling, why)));
    keep(kept, name, spelling, value.trim());
  }

  private void keep(Map<String, String> kept, String name, String spelling, String value) {
    String before = kept.put(name, value);
    String otherSpelling = spelledAs.put(name, spelling);
    if (before != null && !before.trim().equals(value.trim())) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s and %s are the same key and have different values; keep one of them",
              otherSpelling,
              spelling));
    }
  }

  /** A key without the prefix of Azkaban's files. */
  static String withoutPrefix(String spelling) {
    return startsWith(spelling, AZKABAN_PREFIX)
        ? spelling.substring(AZKABAN_PREFIX.length())
        : spelling;
  }

  /** Whether a name has a prefix, which is in lower case, in any case. */
  static boolean startsWith(String name, String prefix) {
    return name.toLowerCase(Locale.ROOT).startsWith(prefix);
  }
}
