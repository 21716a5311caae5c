package io.camus.config;

import io.camus.config.ParsedSettings.NoValue;
import io.camus.config.ParsedSettings.OfTopic;
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
 * Classifies settings, parses those of declared keys once, and collects every problem: strips
 * prefixes, maps aliases, and distinguishes declared, refused, foreign and unknown keys.
 */
final class SettingsParser {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}?");

  private final Map<String, String> declared = new TreeMap<>();
  private final Map<String, OfTopic> perTopic = new TreeMap<>();
  private final Map<String, String> kafkaClients = new TreeMap<>();
  private final Map<String, String> catalog = new TreeMap<>();
  private final Map<String, String> hadoop = new TreeMap<>();
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Spelled> spelledAs = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final KeyCatalog keys;
  private final Redaction redaction;

  private record Spelled(String key, String value) {}

  SettingsParser(KeyCatalog keys, Map<String, String> settings, Redaction redaction) {
    this.keys = keys;
    this.redaction = redaction;
    new TreeMap<>(settings).forEach(this::sort);
    keys.all()
        .filter(key -> key.required() && !declared.containsKey(key.name()))
        .forEach(key -> problems.add(key.name() + " is required: " + key.meaning()));
  }

  ParsedSettings parsed() {
    return new ParsedSettings(
        keys, declared, perTopic, kafkaClients, catalog, hadoop, values, redaction);
  }

  /** Problems of names, values, and combinations of keys. */
  List<String> allProblems() {
    List<String> all = new ArrayList<>(keys.providers().problems());
    all.addAll(problems);
    all.addAll(KafkaClientNames.problems(kafkaClients, redaction));
    kafkaClients.forEach((name, value) -> referenceProblem(name, value).ifPresent(all::add));
    catalog.forEach((name, value) -> referenceProblem(name, value).ifPresent(all::add));
    keys.problems(parsed()).forEach(all::add);
    return List.copyOf(all);
  }

  private void sort(String spelling, String value) {
    Optional<String> strange = Visible.strangeInKey(spelling);
    if (strange.isPresent() && !ForeignKeys.isAzkaban(spelling)) {
      problems.add(
          Visible.key(spelling)
              + ": no key has the character "
              + strange.get()
              + "; type the key again");
      return;
    }
    Optional<String> injected = ForeignKeys.injected(spelling);
    if (injected.isPresent()) {
      note(hadoop, injected.get(), spelling, value);
      hadoop.put(injected.get(), value);
      return;
    }
    String name = ForeignKeys.withoutPrefix(spelling);
    Optional<RefusedKey> refused = RefusedKey.find(name);
    Optional<Key<?>> key = keys.find(name);
    Optional<Key<?>> topicKey = keys.findPerTopic(name);
    if (refused.isPresent()) {
      problems.add(spelling + " is not supported: " + refused.get().instead());
    } else if (RefusedKey.CONSTANT.containsKey(name)) {
      constant(RefusedKey.CONSTANT.get(name), spelling, value);
    } else if (key.isPresent()) {
      note(declared, key.get().name(), spelling, value);
      declared.put(key.get().name(), value);
      parse(key.get(), key.get().name(), spelling, value);
    } else if (topicKey.isPresent()) {
      perTopic(topicKey.get(), name, spelling, value);
    } else if (KafkaClientNames.isClientSetting(name)) {
      foreign(kafkaClients, name, spelling, value);
    } else if (name.startsWith(TableSettings.CATALOG)) {
      foreign(catalog, name, spelling, value);
    } else if (ForeignKeys.isHadoop(name)) {
      foreign(hadoop, name, spelling, value);
    } else if (!ForeignKeys.isAzkaban(name)) {
      problems.add(spelling + " is not a key of Camus" + NearestName.hint(name, keys.names()));
    }
  }

  private void constant(KeyType<?> type, String spelling, String value) {
    try {
      Object unused = type.parser().parse(value, keys.providers());
    } catch (IllegalArgumentException wrong) {
      problems.add(spelling + " = " + value + ": " + wrong.getMessage());
    }
  }

  private void perTopic(Key<?> key, String name, String spelling, String value) {
    String topic = name.substring(key.name().length() + 1);
    if (!TopicConfig.NAME.matcher(topic).matches()) {
      problems.add(spelling + ": \"" + topic + "\" is not the name of a topic");
      return;
    }
    note(perTopic, name, spelling, value);
    perTopic.put(name, new OfTopic(key, topic, value));
    if (key.has(Key.Trait.TOPICS_OWN)) {
      parsed(key, name, value)
          .ifPresent(rule -> values.put(name, new NoValue(name + " = " + value + ": " + rule)));
    } else {
      parse(key, name, spelling, value);
    }
  }

  /** Parses a text, or notes its problem. */
  private void parse(Key<?> key, String name, String spelling, String value) {
    boolean hidden = redaction.hides(key.name()) || key.has(Key.Trait.UNREPEATED);
    if (redaction.refers(value)) {
      values.put(name, new NoValue("the secret of " + name + " has not been fetched"));
      referenceProblem(key.name(), value).ifPresent(problems::add);
      return;
    }
    Optional<String> unread = unread(key, value);
    Optional<String> rule = parsed(key, name, value);
    if (unread.isPresent()) {
      valueProblem(hidden, spelling, value, unread.get());
    } else if (rule.isPresent() && hidden) {
      problems.add(spelling + " " + rule.get());
    } else if (rule.isPresent()) {
      problems.add(spelling + " = " + value + ": " + rule.get());
    }
  }

  /** Keeps the value of a text, or returns the violated rule. */
  private Optional<String> parsed(Key<?> key, String name, String value) {
    try {
      values.put(name, key.parse(value, keys.providers()));
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      values.put(name, new NoValue(wrong.getMessage()));
      return Optional.of(wrong.getMessage());
    }
  }

  /** Why a text is misleading. */
  private Optional<String> unread(Key<?> key, String value) {
    if (Redaction.isSecret(key.name()) || key.has(Key.Trait.ANY_CHARACTER)) {
      return Optional.empty();
    }
    Optional<String> hidden = hiddenCharacter(value);
    Matcher variable = VARIABLE.matcher(value);
    return hidden.isPresent() || redaction.complete() || !variable.find()
        ? hidden
        : Optional.of(
            "nothing replaces "
                + variable.group()
                + ": settings have no variables; write out the value");
  }

  /** Certificates and keys may be written out in PEM format, of which line breaks are a part. */
  private static Optional<String> hiddenCharacter(String value) {
    boolean pem = value.trim().startsWith("-----BEGIN ");
    return Visible.hiddenInValue(pem ? value.replaceAll("\\R", "") : value)
        .map(it -> "it has the character " + it + ", which is invisible; remove it");
  }

  private Optional<String> referenceProblem(String name, String value) {
    if (!redaction.refers(value)) {
      return Optional.empty();
    }
    if (!keys.mayRefer(name)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s does not accept a reference; only %s and the settings of Kafka's clients and"
                  + " of the catalog do",
              name,
              String.join(", ", keys.referring())));
    }
    return SecretReference.areSound(value)
        ? Optional.empty()
        : Optional.of(
            name
                + " has a reference of an unknown kind; supported are "
                + SecretReference.shapes());
  }

  /** Trailing blanks are invisible, so they are dropped, except in secrets. */
  private void foreign(Map<String, String> kept, String name, String spelling, String value) {
    note(kept, name, spelling, value);
    boolean secret = Redaction.isSecret(name);
    kept.put(name, secret ? value : value.trim());
    if (!secret) {
      hiddenCharacter(value)
          .ifPresent(why -> valueProblem(redaction.hides(name), spelling, value, why));
    }
  }

  /** Notes the spelling of a key, and refuses a different value under another spelling. */
  private void note(Map<String, ?> kept, String name, String spelling, String value) {
    Spelled before = spelledAs.put(name, new Spelled(spelling, value));
    if (kept.containsKey(name) && !before.value().trim().equals(value.trim())) {
      problems.add(
          before.key()
              + " and "
              + spelling
              + " are the same key but have different values; keep one of them");
    }
  }

  private void valueProblem(boolean hidden, String spelling, String value, String why) {
    problems.add(spelling + (hidden ? ": " : " = " + Visible.value(value) + ": ") + why);
  }
}
