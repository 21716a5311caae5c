package io.camus.config;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was given, sorted by whom it concerns; keys have their canonical names.
 *
 * @param declared text by declared key
 * @param perTopic text by {@code <key>.<topic>}
 * @param kafkaClients text by {@code kafka.consumer.X}, {@code kafka.sasl.X} and their like
 * @param hadoop text by Hadoop property
 */
record Given(
    Map<String, String> declared,
    Map<String, String> perTopic,
    Map<String, String> kafkaClients,
    Map<String, String> hadoop) {
  Given {
    declared = Collections.unmodifiableMap(new TreeMap<>(declared));
    perTopic = Collections.unmodifiableMap(new TreeMap<>(perTopic));
    kafkaClients = Collections.unmodifiableMap(new TreeMap<>(kafkaClients));
    hadoop = Collections.unmodifiableMap(new TreeMap<>(hadoop));
  }

  boolean has(Key<?> key) {
    return declared.containsKey(key.name());
  }

  boolean has(Key<?> key, String topic) {
    return perTopic.containsKey(key.name() + "." + topic);
  }

  <T> T value(Key<T> key) {
    String text = declared.get(key.name());
    return text == null ? key.preset() : key.read(text);
  }

  /**
   * The topic's own value, else the one for all topics.
   *
   * @throws IllegalArgumentException with key and value, if its own value breaks a rule and is one
   *     of those that are the topic's own problem
   */
  <T> T value(Key<T> key, String topic) {
    String name = key.name() + "." + topic;
    String own = perTopic.get(name);
    if (own == null) {
      return value(key);
    }
    try {
      return key.read(own);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s = %s: %s", name, own, wrong.getMessage()), wrong);
    }
  }

  /** How the topic's own value is spelled, else the one for all topics; empty if neither is. */
  String word(Key<?> key, String topic) {
    return text(key, topic).orElseGet(() -> declared.getOrDefault(key.name(), "")).trim();
  }

  Optional<String> text(Key<?> key, String topic) {
    return Optional.ofNullable(perTopic.get(key.name() + "." + topic));
  }

  /** Everything, in one map. */
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>(hadoop);
    all.putAll(kafkaClients);
    all.putAll(perTopic);
    all.putAll(declared);
    return Collections.unmodifiableMap(all);
  }
}
