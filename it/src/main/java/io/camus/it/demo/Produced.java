package io.camus.it.demo;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was produced.
 *
 * @param messages number of messages by topic, all included
 * @param late messages whose event time lies well before they were sent
 * @param garbage messages that no decoder can read
 * @param unknownSchema messages that name a schema which the registry does not have
 * @param tombstones messages without a value
 */
record Produced(
    Map<String, Long> messages, long late, long garbage, long unknownSchema, long tombstones) {

  Produced {
    messages = Map.copyOf(messages);
  }

  static Produced nothing() {
    return new Produced(Map.of(), 0, 0, 0, 0);
  }

  Produced plus(Produced other) {
    Map<String, Long> sum = new TreeMap<>(messages);
    other.messages.forEach((topic, count) -> sum.merge(topic, count, Long::sum));
    return new Produced(
        sum,
        late + other.late,
        garbage + other.garbage,
        unknownSchema + other.unknownSchema,
        tombstones + other.tombstones);
  }

  long total() {
    return messages.values().stream().mapToLong(Long::longValue).sum();
  }

  long of(String topic) {
    return messages.getOrDefault(topic, 0L);
  }
}
