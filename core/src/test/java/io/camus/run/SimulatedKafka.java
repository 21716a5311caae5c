package io.camus.run;

import io.camus.model.OffsetRange;
import io.camus.pull.RecordSource;
import io.camus.spi.SourceRecord;
import io.camus.spi.TopicCatalog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A cluster in memory: topics of text records. An empty value stands for an offset without record.
 */
final class SimulatedKafka implements TopicCatalog {
  private static final int RECORDS_A_POLL = 7;

  /** A stored record; its value is empty where a transaction marker or compaction left a hole. */
  record Stored(long timestampMillis, Optional<String> value) {}

  private final Map<TopicPartition, List<Stored>> logs =
      new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
  private final Map<String, Uuid> ids = new HashMap<>();

  void produce(String topic, int partition, long timestampMillis, String value) {
    append(topic, partition, new Stored(timestampMillis, Optional.of(value)));
  }

  void hole(String topic, int partition) {
    append(topic, partition, new Stored(0, Optional.empty()));
  }

  private void append(String topic, int partition, Stored stored) {
    ids.computeIfAbsent(topic, name -> new Uuid(name.hashCode(), 1));
    logs.computeIfAbsent(new TopicPartition(topic, partition), key -> new ArrayList<>())
        .add(stored);
  }

  /** Everything that was produced, as {@code topic-partition@offset value}. */
  List<String> records() {
    List<String> all = new ArrayList<>();
    logs.forEach(
        (partition, log) -> {
          for (int i = 0; i < log.size(); i++) {
            int offset = i;
            log.get(i)
                .value()
                .ifPresent(value -> all.add("%s@%d %s".formatted(partition, offset, value)));
          }
        });
    return all;
  }

  @Override
  public List<Topic> topics() {
    Map<String, List<Integer>> partitions = new TreeMap<>();
    logs.keySet()
        .forEach(
            tp ->
                partitions
                    .computeIfAbsent(tp.topic(), name -> new ArrayList<>())
                    .add(tp.partition()));
    return partitions.entrySet().stream()
        .map(entry -> new Topic(entry.getKey(), ids.get(entry.getKey()), entry.getValue()))
        .toList();
  }

  @Override
  public Map<TopicPartition, Long> earliestOffsets(Collection<TopicPartition> partitions) {
    return offsets(partitions, log -> 0);
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return offsets(partitions, List::size);
  }

  private Map<TopicPartition, Long> offsets(
      Collection<TopicPartition> partitions, ToLongFunction<List<Stored>> offset) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    partitions.forEach(tp -> offsets.put(tp, offset.applyAsLong(logs.get(tp))));
    return offsets;
  }

  @Override
  public Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> times) {
    return Map.of();
  }

  @Override
  public Map<TopicPartition, Long> storedBytes(Collection<TopicPartition> partitions) {
    return Map.of();
  }

  @Override
  public void close() {}

  RecordSource read(List<OffsetRange> ranges) {
    return new Source(ranges);
  }

  private final class Source implements RecordSource {
    private final List<OffsetRange> ranges;
    private final Map<Integer, Long> positions = new TreeMap<>();
    private final SourceRecord view = new SourceRecord();

    Source(List<OffsetRange> ranges) {
      this.ranges = ranges;
      for (int i = 0; i < ranges.size(); i++) {
        positions.put(i, ranges.get(i).from());
      }
    }

    @Override
    public void poll(Duration atMost, Visitor visitor) {
      for (int range : List.copyOf(positions.keySet())) {
        TopicPartition tp = ranges.get(range).partition();
        List<Stored> log = logs.get(tp);
        long from = positions.get(range);
        long to = Math.min(log.size(), from + RECORDS_A_POLL);
        for (long offset = from; offset < to; offset++) {
          Stored stored = log.get((int) offset);
          if (stored.value().isPresent()) {
            visitor.record(range, view(tp, offset, stored));
          }
        }
        positions.replace(range, to);
        visitor.position(range, to);
      }
    }

    private SourceRecord view(TopicPartition tp, long offset, Stored stored) {
      byte[] value = stored.value().orElseThrow().getBytes(StandardCharsets.ISO_8859_1);
      return view.set(
          tp.topic(),
          tp.partition(),
          offset,
          stored.timestampMillis(),
          null,
          ByteBuffer.wrap(value),
          new RecordHeaders());
    }

    @Override
    public void finish(int range) {
      positions.remove(range);
    }

    @Override
    public boolean isTopicReplaced(int range) {
      return false;
    }

    @Override
    public void close() {}
  }
}
