package io.camus.count;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.count.TopicCounts.Span;
import io.camus.model.WindowCount;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts as JSON, one topic a line, as every task writes them and as they are kept at {@code
 * etl.counts.path}. Times are milliseconds since the epoch:
 *
 * <pre>{@code
 * {"topic":"clicks","granularity":600000,"startTime":1700000000000,"endTime":1700000009000,
 *  "firstEventTime":1699999200000,"lastEventTime":1699999999999,"errorCount":0,
 *  "counts":[{"server":"web1","service":"shop","start":1699999200000,"count":42}]}
 * }</pre>
 *
 * <p>{@code firstEventTime} and {@code lastEventTime} are missing where no record was written.
 */
public final class CountsFile {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
              .build());

  private CountsFile() {}

  /** Writes counts; the stream is flushed and left open. */
  public static void write(OutputStream out, List<TopicCounts> topics) throws IOException {
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setRootValueSeparator(null);
      for (TopicCounts topic : topics) {
        write(json, topic);
        json.writeRaw('\n');
      }
    }
  }

  /**
   * Reads what {@link #write} wrote, in the same order; the stream is left open.
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

  private static void write(JsonGenerator json, TopicCounts topic) throws IOException {
    json.writeStartObject();
    json.writeStringField("topic", topic.topic());
    json.writeNumberField("granularity", topic.granularity().toMillis());
    json.writeNumberField("startTime", topic.pulled().first().toEpochMilli());
    json.writeNumberField("endTime", topic.pulled().last().toEpochMilli());
    if (topic.events().isPresent()) {
      json.writeNumberField("firstEventTime", topic.events().get().first().toEpochMilli());
      json.writeNumberField("lastEventTime", topic.events().get().last().toEpochMilli());
    }
    json.writeNumberField("errorCount", topic.errors());
    json.writeArrayFieldStart("counts");
    for (WindowCount row : topic.counts()) {
      json.writeStartObject();
      json.writeStringField("server", row.server());
      json.writeStringField("service", row.service());
      json.writeNumberField("start", row.windowStartMillis());
      json.writeNumberField("count", row.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
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
      throw new IllegalArgumentException("field " + name + " is not a whole number");
    }
    return value.longValue();
  }
}
