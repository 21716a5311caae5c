package io.camus.count;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.camus.model.WindowCount;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;

/**
 * Counts as JSON, one topic per line, as tasks write them and as they are kept in {@code
 * etl.counts.path}. Times are milliseconds since the epoch:
 *
 * <pre>{@code
 * {"topic":"clicks","granularity":600000,"startTime":1700000000000,"endTime":1700000009000,
 *  "firstEventTime":1699999200000,"lastEventTime":1699999999999,"errorCount":0,
 *  "counts":[{"server":"web1","service":"shop","start":1699999200000,"count":42}]}
 * }</pre>
 *
 * <p>{@code firstEventTime} and {@code lastEventTime} are missing if no record was written.
 */
public final class CountsFile {
  private static final JsonFactory JSON = new JsonFactory();

  private CountsFile() {}

  /** Writes counts; the stream is flushed and left open. */
  public static void write(OutputStream out, Collection<TopicCounts> topics) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setRootValueSeparator(null);
      for (TopicCounts topic : topics) {
        write(json, topic);
        json.writeRaw('\n');
      }
    }
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
}
