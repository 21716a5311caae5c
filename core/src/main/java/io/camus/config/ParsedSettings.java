package io.camus.config;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Parsed settings by kind, under canonical names, with the values of declared keys.
 *
 * @param keys the keys that settings may have
 * @param declared text by declared key
 * @param perTopic by {@code <key>.<topic>}
 * @param kafkaClients text by {@code kafka.consumer.X}, {@code kafka.sasl.X} and similar
 * @param catalog text by {@code camus.catalog.X}
 * @param hadoop text by Hadoop property
 * @param values value, or {@link NoValue}, by declared key and {@code <key>.<topic>}; defaults are
 *     added on first use
 * @param redaction which of the texts are complete, and which may be shown
 */
record ParsedSettings(
    KeyCatalog keys,
    Map<String, String> declared,
    Map<String, OfTopic> perTopic,
    Map<String, String> kafkaClients,
    Map<String, String> catalog,
    Map<String, String> hadoop,
    Map<String, Object> values,
    Redaction redaction) {
  ParsedSettings {
    declared = Collections.unmodifiableMap(new TreeMap<>(declared));
    perTopic = Collections.unmodifiableMap(new TreeMap<>(perTopic));
    kafkaClients = Collections.unmodifiableMap(new TreeMap<>(kafkaClients));
    catalog = Collections.unmodifiableMap(new TreeMap<>(catalog));
    hadoop = Collections.unmodifiableMap(new TreeMap<>(hadoop));
    values = new ConcurrentHashMap<>(values);
  }

  /**
   * A setting of one topic.
   *
   * @param key the key that it overrides
   * @param text as it was given
   */
  record OfTopic(Key<?> key, String topic, String text) {}

  /**
   * Marks a text without a value.
   *
   * @param why the reason
   */
  record NoValue(String why) {}

  boolean has(Key<?> key) {
    return declared.containsKey(key.name());
  }

  boolean has(Key<?> key, String topic) {
    return perTopic.containsKey(key.name() + "." + topic);
  }

  /** The topics with their own value of a key. */
  Stream<String> topicsWith(Key<?> key) {
    return perTopic.values().stream().filter(it -> it.key().equals(key)).map(OfTopic::topic);
  }

  /** The names under which a key was given: its own, those of topics, or both. */
  Stream<String> namesOf(Key<?> key) {
    return Stream.concat(
        Stream.of(key.name()).filter(name -> has(key)),
        topicsWith(key).map(topic -> key.name() + "." + topic));
  }

  /**
   * The given value, else the default.
   *
   * @throws IllegalArgumentException if the given text is invalid, or none was given and there is
   *     no default
   */
  <T> T value(Key<T> key) {
    return valueOf(key.name(), key);
  }

  /** The given value of a key without a default. */
  <T> Optional<T> optional(Key<T> key) {
    return has(key) ? Optional.of(value(key)) : Optional.empty();
  }

  /**
   * The topic's own value, else the one for all topics.
   *
   * @throws IllegalArgumentException with key and text, if its own text has no value
   */
  <T> T value(Key<T> key, String topic) {
    return has(key, topic) ? valueOf(key.name() + "." + topic, key) : value(key);
  }

  /** The topic's own value, else the one for all topics, of a key without a default. */
  <T> Optional<T> optional(Key<T> key, String topic) {
    return has(key, topic) ? Optional.of(value(key, topic)) : optional(key);
  }

  /** The text given for the topic, else for all topics; empty if none was. */
  String text(Key<?> key, String topic) {
    OfTopic own = perTopic.get(key.name() + "." + topic);
    return own != null ? own.text() : declared.getOrDefault(key.name(), "");
  }

  /** The values of a key come from its type only. */
  @SuppressWarnings("unchecked")
  private <T> T valueOf(String name, Key<T> key) {
    Object value = values.computeIfAbsent(name, absent -> key.presetValue(keys.providers()));
    if (value instanceof NoValue none) {
      throw new IllegalArgumentException(none.why());
    }
    return (T) value;
  }

  /** All texts. */
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>(hadoop);
    all.putAll(kafkaClients);
    all.putAll(catalog);
    perTopic.forEach((name, own) -> all.put(name, own.text()));
    all.putAll(declared);
    return Collections.unmodifiableMap(all);
  }
}
