package io.camus.repull;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.model.OffsetRange;
import io.camus.model.Unfinished;
import io.camus.setup.LogDetails;
import io.camus.setup.LogOffsets;
import io.camus.setup.TopicCatalog;
import io.camus.setup.TopicList;
import io.camus.source.RecordSource;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A cluster of topics with one partition each, in maps. */
final class SmallKafka implements TopicList, LogOffsets, LogDetails {
  final Map<String, Uuid> ids = new TreeMap<>();
  final Map<String, String> policies = new HashMap<>();
  final Map<TopicPartition, TreeMap<Long, String>> records = new HashMap<>();
  final Map<TopicPartition, Long> earliest = new HashMap<>();
  final Map<TopicPartition, Long> ends = new HashMap<>();
  final Map<TopicPartition, String> broken = new HashMap<>();
  final Set<TopicPartition> replaced = new HashSet<>();
  final List<List<OffsetRange>> opened = new ArrayList<>();
  Runnable whilePulling = () -> {};
  boolean silent;

  static TopicPartition partition(String topic) {
    return new TopicPartition(topic, 0);
  }

  /** A topic with a record at every even offset before {@code end}. */
  void topic(String topic, long end) {
    ids.put(topic, KafkaVerificationTest.ID);
    policies.put(topic, "delete");
    earliest.put(partition(topic), 0L);
    ends.put(partition(topic), end);
    TreeMap<Long, String> all = new TreeMap<>();
    for (long offset = 0; offset < end; offset += 2) {
      all.put(offset, "value " + offset);
    }
    records.put(partition(topic), all);
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  @Override
  public List<Topic> topics() {
    return ids.entrySet().stream()
        .map(topic -> new Topic(topic.getKey(), topic.getValue(), List.of(0)))
        .toList();
  }

  private static Map<TopicPartition, Long> pick(
      Map<TopicPartition, Long> all, Collection<TopicPartition> keys) {
    Map<TopicPartition, Long> some = new HashMap<>(all);
    some.keySet().retainAll(keys);
    return some;
  }

  @Override
  public Map<TopicPartition, Long> earliestOffsets(Collection<TopicPartition> partitions) {
    return pick(earliest, partitions);
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return pick(ends, partitions);
  }

  @Override
  public Map<String, String> cleanupPolicies(Collection<String> topics) {
    Map<String, String> some = new HashMap<>(policies);
    some.keySet().retainAll(topics);
    return some;
  }

  @Override
  public Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> times) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<TopicPartition, Long> storedBytes(Collection<TopicPartition> partitions) {
    throw new UnsupportedOperationException();
  }

  /** As the setup stage sees it. */
  TopicCatalog catalog() {
    return TopicCatalog.of(this, () -> {});
  }

  RecordSource open(List<OffsetRange> ranges) {
    opened.add(ranges);
    return new Source(ranges);
  }

  /** Hands out two records a partition and poll; an offset that retention has taken breaks it. */
  private final class Source implements RecordSource {
    private final List<OffsetRange> ranges;
    private final Map<Integer, Long> positions = new HashMap<>();
    private final SourceRecord view = new SourceRecord();

    Source(List<OffsetRange> ranges) {
      this.ranges = ranges;
      for (int i = 0; i < ranges.size(); i++) {
        positions.put(i, ranges.get(i).from());
      }
    }

    @Override
    public void poll(Duration atMost, Visitor visitor) {
      whilePulling.run();
      if (silent) {
        return;
      }
      for (int i : List.copyOf(positions.keySet())) {
        poll(i, ranges.get(i).partition(), visitor);
      }
    }

    private void poll(int range, TopicPartition partition, Visitor visitor) {
      long from = positions.get(range);
      if (from < earliest.get(partition)) {
        visitor.broken(
            range, fault(String.format(Locale.ROOT, "%s@%d no longer exists", partition, from)));
        return;
      }
      if (broken.containsKey(partition)) {
        visitor.broken(range, fault(broken.get(partition)));
        return;
      }
      long to = Math.min(from + 4, ends.get(partition));
      records
          .get(partition)
          .subMap(from, to)
          .forEach(
              (offset, value) ->
                  visitor.record(
                      range,
                      view.set(
                          partition.topic(),
                          partition.partition(),
                          offset,
                          0,
                          null,
                          bytes(value),
                          new RecordHeaders())));
      positions.put(range, to);
      visitor.position(range, to);
    }

    private static Unfinished fault(String message) {
      return new Unfinished(Unfinished.Reason.FAULT, message);
    }

    @Override
    public void finish(int range) {
      positions.remove(range);
    }

    @Override
    public boolean isTopicReplaced(int range) {
      return replaced.contains(ranges.get(range).partition());
    }

    @Override
    public void close() {}
  }
}
