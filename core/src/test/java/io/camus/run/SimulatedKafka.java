package io.camus.run;

import io.camus.model.OffsetRange;
import io.camus.model.OpenTransaction;
import io.camus.model.PlannedRange;
import io.camus.model.Unfinished;
import io.camus.model.Unfinished.Reason;
import io.camus.setup.LogDetails;
import io.camus.setup.LogOffsets;
import io.camus.setup.TopicCatalog;
import io.camus.setup.TopicList;
import io.camus.source.RecordSource;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
final class SimulatedKafka implements TopicList, LogOffsets, LogDetails {
  private static final int LEADER_EPOCH = 3;
  private static final int RECORDS_A_POLL = 7;

  /** A stored record; its value is empty where a transaction marker or compaction left a hole. */
  record Stored(long timestampMillis, Optional<String> value) {
    boolean holds(String wanted) {
      return value.equals(Optional.of(wanted));
    }
  }

  private final TreeMap<TopicPartition, List<Stored>> logs =
      new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
  private final Map<String, Uuid> ids = new HashMap<>();
  private final Map<TopicPartition, Long> earliest = new HashMap<>();
  private final Map<String, Retention> retentions = new HashMap<>();
  private final Map<TopicPartition, OpenTransaction> open = new HashMap<>();

  /** What was ever produced, by topic id and partition, also of topics that were deleted. */
  private final Map<Uuid, Map<TopicPartition, List<Stored>>> ever = new HashMap<>();

  private int topicsMade;

  void produce(String topic, int partition, long timestampMillis, String value) {
    append(topic, partition, new Stored(timestampMillis, Optional.of(value)));
  }

  /** The newest offset of a partition, as a range of one. */
  OffsetRange last(String topic, int partition) {
    TopicPartition tp = new TopicPartition(topic, partition);
    long end = logs.get(tp).size();
    return new OffsetRange(tp, ids.get(topic), 0, end - 1, end);
  }

  void hole(String topic, int partition) {
    append(topic, partition, new Stored(0, Optional.empty()));
  }

  private void append(String topic, int partition, Stored stored) {
    Uuid id = ids.computeIfAbsent(topic, name -> new Uuid(name.hashCode(), ++topicsMade));
    TopicPartition tp = new TopicPartition(topic, partition);
    logs.computeIfAbsent(tp, key -> new ArrayList<>()).add(stored);
    ever.computeIfAbsent(id, key -> new HashMap<>()).put(tp, logs.get(tp));
  }

  /** Deletes a topic, and makes it again with the first record that is produced to it. */
  void deleteTopic(String topic) {
    ids.remove(topic);
    logs.keySet().removeIf(tp -> tp.topic().equals(topic));
    earliest.keySet().removeIf(tp -> tp.topic().equals(topic));
  }

  /** Whether the topic that a range is of is still there; another one of its name is not. */
  boolean has(OffsetRange range) {
    return range.topicId().equals(ids.get(range.partition().topic()));
  }

  /** Retention removes everything before an offset. */
  void retain(TopicPartition partition, long from) {
    earliest.merge(partition, from, Math::max);
  }

  long earliest(TopicPartition partition) {
    return earliest.getOrDefault(partition, 0L);
  }

  /** The partitions that exist, with their end offsets. */
  Map<TopicPartition, Long> ends() {
    Map<TopicPartition, Long> ends = new TreeMap<>(logs.comparator());
    logs.forEach((tp, log) -> ends.put(tp, (long) log.size()));
    return ends;
  }

  /**
   * The values that were produced to a range, of whatever incarnation of the topic, as {@code
   * topic-partition@value}.
   */
  List<String> records(OffsetRange range) {
    return ever
        .get(range.topicId())
        .get(range.partition())
        .subList((int) range.from(), (int) range.to())
        .stream()
        .flatMap(stored -> stored.value().stream())
        .map(value -> range.partition() + "@" + value)
        .toList();
  }

  /** The only partition of a topic that a value was ever produced to. */
  int partitionOf(String topic, String value) {
    List<Integer> partitions =
        ever.values().stream()
            .flatMap(logs -> logs.entrySet().stream())
            .filter(log -> log.getKey().topic().equals(topic))
            .filter(log -> log.getValue().stream().anyMatch(it -> it.holds(value)))
            .map(log -> log.getKey().partition())
            .distinct()
            .toList();
    if (partitions.size() != 1) {
      throw new AssertionError(
          String.format(Locale.ROOT, "'%s' of %s is in partitions %s", value, topic, partitions));
    }
    return partitions.get(0);
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
                .ifPresent(
                    value ->
                        all.add(String.format(Locale.ROOT, "%s@%d %s", partition, offset, value)));
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
    return offsets(partitions, this::earliest);
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return offsets(partitions, this::stable);
  }

  @Override
  public Map<TopicPartition, Long> replicatedEndOffsets(Collection<TopicPartition> partitions) {
    return offsets(partitions, tp -> logs.get(tp).size());
  }

  @Override
  public Map<TopicPartition, OpenTransaction> openTransactions(
      Collection<TopicPartition> partitions) {
    Map<TopicPartition, OpenTransaction> asked = new HashMap<>(open);
    asked.keySet().retainAll(partitions);
    return asked;
  }

  /** A transaction has begun at its start offset. */
  void begin(TopicPartition partition, OpenTransaction transaction) {
    open.put(partition, transaction);
  }

  /** The transaction of a partition has ended. */
  void end(TopicPartition partition) {
    open.remove(partition);
  }

  private long stable(TopicPartition partition) {
    OpenTransaction transaction = open.get(partition);
    long size = logs.getOrDefault(partition, List.of()).size();
    return transaction == null ? size : Math.min(size, transaction.startOffset());
  }

  private Map<TopicPartition, Long> offsets(
      Collection<TopicPartition> partitions, ToLongFunction<TopicPartition> offset) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition tp : partitions) {
      if (logs.containsKey(tp)) {
        offsets.put(tp, offset.applyAsLong(tp));
      }
    }
    return offsets;
  }

  @Override
  public Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> times) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    times.forEach(
        (tp, time) -> {
          List<Stored> log = logs.getOrDefault(tp, List.of());
          for (long offset = earliest(tp); offset < log.size(); offset++) {
            Stored stored = log.get((int) offset);
            if (stored.value().isPresent() && stored.timestampMillis() >= time.toEpochMilli()) {
              offsets.put(tp, offset);
              break;
            }
          }
        });
    return offsets;
  }

  @Override
  public Map<TopicPartition, Long> storedBytes(Collection<TopicPartition> partitions) {
    return Map.of();
  }

  /** Says how long a topic keeps its records; what it deletes is up to {@link #retain}. */
  void keeps(String topic, Retention limits) {
    retentions.put(topic, limits);
  }

  @Override
  public Map<String, Retention> retention(Collection<String> topics) {
    Map<String, Retention> asked = new HashMap<>(retentions);
    asked.keySet().retainAll(topics);
    return asked;
  }

  /** As the setup stage sees it. */
  TopicCatalog catalog() {
    return TopicCatalog.of(this, () -> {});
  }

  RecordSource read(List<PlannedRange> ranges) {
    return new Source(ranges.stream().map(PlannedRange::range).toList(), this::stable);
  }

  /** Reads what is not committed, too. */
  RecordSource readUncommitted(List<PlannedRange> ranges) {
    return new Source(
        ranges.stream().map(PlannedRange::range).toList(),
        tp -> logs.getOrDefault(tp, List.of()).size());
  }

  private final class Source implements RecordSource {
    private final List<OffsetRange> ranges;
    private final Map<Integer, Long> positions = new TreeMap<>();
    private final SourceRecord view = new SourceRecord();
    private final ToLongFunction<TopicPartition> end;

    /**
     * @param end where reading ends
     */
    Source(List<OffsetRange> ranges, ToLongFunction<TopicPartition> end) {
      this.ranges = ranges;
      this.end = end;
      for (int i = 0; i < ranges.size(); i++) {
        positions.put(i, ranges.get(i).from());
      }
    }

    @Override
    public void poll(Duration atMost, Visitor visitor) {
      for (int range : List.copyOf(positions.keySet())) {
        TopicPartition tp = ranges.get(range).partition();
        List<Stored> log = logs.getOrDefault(tp, List.of());
        if (!positions.containsKey(range)) {
          continue; // It was finished with another one.
        }
        long from = positions.get(range);
        if (from < earliest(tp) || from > log.size()) {
          visitor.broken(range, new Unfinished(Reason.FAULT, "no longer there"));
          continue;
        }
        if (from == log.size() && !ranges.get(range).topicId().equals(ids.get(tp.topic()))) {
          visitor.broken(range, new Unfinished(Reason.TOPIC_GONE, "deleted"));
          continue;
        }
        long to = Math.min(Math.max(from, end.applyAsLong(tp)), from + RECORDS_A_POLL);
        for (long offset = from; offset < to; offset++) {
          Stored stored = log.get((int) offset);
          visitor.leaderEpoch(range, offset, LEADER_EPOCH);
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
      OffsetRange planned = ranges.get(range);
      Uuid present = ids.get(planned.partition().topic());
      return present != null && !planned.topicId().equals(present);
    }

    @Override
    public void close() {}
  }
}
