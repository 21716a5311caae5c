package io.camus.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.camus.model.EventTimes;
import io.camus.model.EventTimes.Sample;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code eventTimes} of a topic in a summary's document: field names as in {@link EventTimes}. */
final class EventTimesJson {
  private EventTimesJson() {}

  static Json of(EventTimes times) {
    return new Json()
        .put("fields", times.fields())
        .put("kafka", times.kafka())
        .put("missing", times.missing())
        .put("unreadable", times.unreadable())
        .put("january1970", times.january1970())
        .put("farAhead", times.farAhead())
        .put("unread", times.unread().map(EventTimesJson::of))
        .put("doubtful", times.doubtful().map(EventTimesJson::of));
  }

  private static Json of(Sample sample) {
    return new Json().put("place", sample.place()).put("time", sample.time());
  }

  /** Empty if there is no such object. */
  static Optional<EventTimes> read(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    Map<String, Long> fields = new TreeMap<>();
    node.path("fields").properties().forEach(it -> fields.put(it.getKey(), it.getValue().asLong()));
    return Optional.of(
        new EventTimes(
            fields,
            node.path("kafka").asLong(),
            node.path("missing").asLong(),
            node.path("unreadable").asLong(),
            node.path("january1970").asLong(),
            node.path("farAhead").asLong(),
            sample(node.path("unread")),
            sample(node.path("doubtful"))));
  }

  private static Optional<Sample> sample(JsonNode node) {
    return node.isObject()
        ? Optional.of(new Sample(node.path("place").asText(), node.path("time").asText()))
        : Optional.empty();
  }
}
