package io.camus.source;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.SourceException;
import io.camus.model.Unfinished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Reads ranges from Kafka: with one client, or with several if topic names would collide in one (a
 * consumer fails with both {@code a.b} and {@code a_b}, because their metric names are equal), or
 * for several ranges of one partition.
 */
final class KafkaSource implements RecordSource {
  static final Unfinished TOPIC_GONE =
      new Unfinished(Unfinished.Reason.TOPIC_GONE, "the topic was deleted while it was pulled");

  private static final long CHECK_IDLE_TOPICS_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration NO_WAIT = Duration.ZERO;

  private final List<OffsetRange> ranges;
  private final TopicIds ids;
  private final List<RangeReader> readers = new ArrayList<>();
  private final RangeReader[] readerOf;

  private long lastRecordNanos = System.nanoTime();
  private Map<String, Uuid> topicIds;

  /**
   * @param ids queries topic ids
   * @param opening creates a reader for the ranges with these indexes
   */
  KafkaSource(
      List<PlannedRange> planned, TopicIds ids, Function<List<Integer>, RangeReader> opening) {
    this.ranges = planned.stream().map(PlannedRange::range).toList();
    this.ids = ids;
    this.readerOf = new RangeReader[ranges.size()];
    for (List<Integer> group : groups(ranges)) {
      RangeReader reader = opening.apply(group);
      readers.add(reader);
      group.forEach(range -> readerOf[range] = reader);
    }
  }

  /** Indexes of the ranges that can share a client. */
  private static List<List<Integer>> groups(List<OffsetRange> ranges) {
    List<Map<String, String>> topics = new ArrayList<>();
    List<Set<TopicPartition>> partitions = new ArrayList<>();
    List<List<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      TopicPartition partition = ranges.get(i).partition();
      String topic = partition.topic();
      String name = topic.replace('.', '_');
      int group = 0;
      while (group < groups.size()
          && (partitions.get(group).contains(partition)
              || !topics.get(group).getOrDefault(name, topic).equals(topic))) {
        group++;
      }
      if (group == groups.size()) {
        topics.add(new HashMap<>());
        partitions.add(new HashSet<>());
        groups.add(new ArrayList<>());
      }
      topics.get(group).put(name, topic);
      partitions.get(group).add(partition);
      groups.get(group).add(i);
    }
    return groups;
  }

  @Override
  public void poll(Duration atMost, Visitor visitor) throws InterruptedException {
    boolean any = false;
    List<RangeReader> active = readers.stream().filter(RangeReader::isActive).toList();
    for (RangeReader reader : active) {
      any |= reader.poll(active.size() == 1 ? atMost : NO_WAIT, visitor);
    }
    if (!any && active.size() > 1) {
      any = active.get(0).poll(atMost, visitor);
    }
    long now = System.nanoTime();
    if (any) {
      lastRecordNanos = now;
    } else if (now - lastRecordNanos > CHECK_IDLE_TOPICS_NANOS) {
      lastRecordNanos = now;
      breakDeletedTopics(visitor);
    }
  }

  private void breakDeletedTopics(Visitor visitor) {
    Map<String, Uuid> present;
    try {
      present = ids.of(topics());
    } catch (SourceException e) {
      return; // No broker answers at the moment: this does not mean that the topic was deleted.
    }
    for (int i = 0; i < ranges.size(); i++) {
      if (!TopicIds.isSame(ranges.get(i), present)) {
        visitor.broken(i, TOPIC_GONE);
      }
    }
  }

  @Override
  public void finish(int range) {
    readerOf[range].finish(range);
  }

  @Override
  public String leaderState(int range) {
    return readerOf[range].leaderState(range);
  }

  @Override
  public boolean isTopicReplaced(int range) {
    if (topicIds == null) {
      topicIds = ids.of(topics());
    }
    boolean there = topicIds.containsKey(ranges.get(range).partition().topic());
    return there && !TopicIds.isSame(ranges.get(range), topicIds);
  }

  private Set<String> topics() {
    return ranges.stream().map(range -> range.partition().topic()).collect(Collectors.toSet());
  }

  @Override
  public void close() {
    // Closing is quick and must be complete, even if the attempt was interrupted.
    boolean interrupted = Thread.interrupted();
    try {
      readers.forEach(RangeReader::close);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
