package io.camus.count;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.count.TopicCounts.Span;
import io.camus.model.WindowCount;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the files that {@link CountsFile} writes; anything else is refused. */
public final class CountsReader {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
              .build());

  private CountsReader() {}

  /**
   * Reads what {@link CountsFile#write} wrote, in the same order; the stream is left open.
   *
   * @throws IOException if it is anything else
   */
  public static List<TopicCounts> read(InputStream in) throws IOException {
    List<TopicCounts> topics = new ArrayList<>();
    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    try (MappingIterator<JsonNode> lines = MAPPER.readerFor(JsonNode.class).readValues(text)) {
      while (lines.hasNextValue()) {
        topics.add(topic(lines.nextValue()));
      }
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException("not a counts file: " + e.getMessage(), e);
    }
    return topics;
  }

  private static TopicCounts topic(JsonNode topic) {
    List<WindowCount> rows = new ArrayList<>();
    for (JsonNode row : required(topic, "counts")) {
      rows.add(
          new WindowCount(
              number(row, "start"),
              text(row, "server"),
              text(row, "service"),
              number(row, "count")));
    }
    Optional<Span> events =
        topic.has("firstEventTime")
            ? Optional.of(
                Span.ofMillis(number(topic, "firstEventTime"), number(topic, "lastEventTime")))
            : Optional.empty();
    return new TopicCounts(
        text(topic, "topic"),
        Duration.ofMillis(number(topic, "granularity")),
        Span.ofMillis(number(topic, "startTime"), number(topic, "endTime")),
        events,
        number(topic, "errorCount"),
        rows);
  }

  private static JsonNode required(JsonNode object, String name) {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException("field " + name + " is missing");
    }
    return value;
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = required(object, name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("field " + name + " is not a string");
    }
    return value.textValue();
  }

  private static long number(JsonNode object, String name) {
    JsonNode value = required(object, name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("field " + name + " is not an integer");
    }
    return value.longValue();
  }
}
