package io.camus.hadoop.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.io.Text;
import org.apache.kafka.common.TopicPartition;

/**
 * A task in a state of Gobblin.
 *
 * @param properties its own properties, which override those of its work unit
 */
record GobblinTask(Map<String, String> properties) {
  private static final String TOPIC = "topic.name";
  private static final String PARTITION = "partition.id";
  private static final String REACHED = "workunit.state.actual.high.water.mark";
  private static final String INTERVAL = "watermark.interval.value";

  /** Gobblin's value for a partition that it has not read yet. */
  private static final long NONE = -1;

  /** In the order of the bytes: ids of job and task, three times, work unit, extract, the task. */
  static GobblinTask read(DataInputStream in) throws IOException {
    Text.readString(in);
    Text.readString(in);
    for (int i = 0; i < 3; i++) {
      in.readLong();
    }
    Map<String, String> unit = properties(in);
    Map<String, String> all = properties(in);
    all.putAll(unit);
    all.putAll(properties(in));
    return new GobblinTask(all);
  }

  private static Map<String, String> properties(DataInputStream in) throws IOException {
    Map<String, String> properties = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = Text.readString(in);
      properties.put(name, Text.readString(in));
    }
    return properties;
  }

  /**
   * The next offset of each of its partitions; none if it does not read Kafka. The position of a
   * failed task is where it began.
   *
   * @throws IllegalArgumentException if its properties do not fit together
   */
  Map<TopicPartition, Long> positions() {
    String topic = properties.get(TOPIC);
    if (topic == null) {
      return Map.of();
    }
    List<Integer> partitions = partitions();
    JsonNode offsets = watermark().path("values");
    if (!offsets.isArray() || offsets.size() != partitions.size()) {
      throw new IllegalArgumentException(
          "a task of " + topic + " has " + partitions.size() + " partitions and " + offsets);
    }
    Map<TopicPartition, Long> next = new HashMap<>();
    for (int i = 0; i < partitions.size(); i++) {
      if (offsets.get(i).asLong(NONE) != NONE) {
        next.put(new TopicPartition(topic, partitions.get(i)), offsets.get(i).longValue());
      }
    }
    return next;
  }

  /** {@code partition.id.0} and so on, or {@code partition.id} of a task that has one only. */
  private List<Integer> partitions() {
    List<Integer> partitions = new ArrayList<>();
    for (int i = 0; properties.containsKey(PARTITION + "." + i); i++) {
      partitions.add(Integer.parseInt(properties.get(PARTITION + "." + i)));
    }
    if (partitions.isEmpty()) {
      partitions.add(
          Optional.ofNullable(properties.get(PARTITION))
              .map(Integer::valueOf)
              .orElseThrow(() -> new IllegalArgumentException("a task has no " + PARTITION)));
    }
    return partitions;
  }

  private JsonNode watermark() {
    return Optional.ofNullable(properties.get(REACHED))
        .map(GobblinTask::json)
        .or(
            () ->
                Optional.ofNullable(properties.get(INTERVAL))
                    .map(interval -> json(interval).path("low.watermark.to.json")))
        .orElseThrow(() -> new IllegalArgumentException("a task has no watermark"));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a watermark is not JSON: " + text, e);
    }
  }
}
