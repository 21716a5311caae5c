package io.camus.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A column about a record's place in Kafka, beside its fields. */
public enum KafkaColumn {
  PARTITION,
  OFFSET,
  /** Kafka's timestamp of the record. */
  TIMESTAMP,
  KEY,
  HEADERS,
  /** The time that determines its directory. */
  EVENT_TIME;

  static final KeyType<List<KafkaColumn>> TYPE =
      KeyType.LIST
          .map(words -> words.stream().map(KafkaColumn::named).toList())
          .where(
              columns -> columns.stream().distinct().count() == columns.size(),
              "must not name a column twice");

  private static KafkaColumn named(String word) {
    Map<String, KafkaColumn> words = KeyType.words(values());
    KafkaColumn column = words.get(word.toLowerCase(Locale.ROOT).replace('_', '-'));
    KeyType.check(
        column != null,
        "must be a list of partition, offset, timestamp, key, headers and event_time");
    return column;
  }

  /** The end of its name: {@code event_time}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
