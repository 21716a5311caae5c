package io.camus.pull;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.SourceException;
import io.camus.model.Unfinished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Reads ranges from Kafka: one client for all of them, or several if the topics' names would clash
 * within one (a consumer's metrics do not tell {@code a.b} from {@code a_b}, and it fails on having
 * both), or if they are parts of one partition.
 */
final class KafkaSource implements RecordSource {
  static final Unfinished TOPIC_GONE =
      new Unfinished(Unfinished.Reason.TOPIC_GONE, "the topic was deleted while it was pulled");

  static final Unfinished TOPIC_REPLACED =
      new Unfinished(
          Unfinished.Reason.TOPIC_GONE,
          "the topic was deleted and made anew while it was pulled; nothing of this pull counts");

  private static final long CHECK_IDLE_TOPICS_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration NO_WAIT = Duration.ZERO;

  private final List<OffsetRange> ranges;
  private final KafkaClients clients;
  private final List<RangeReader> readers = new ArrayList<>();
  private final RangeReader[] readerOf;

  private long lastRecordNanos = System.nanoTime();
  private Map<String, Uuid> topicIds;

  KafkaSource(List<PlannedRange> ranges, KafkaClients clients) {
    this(ranges, clients, mine -> clients.reader(ranges, mine));
  }

  /**
   * @param opening makes each reader that is needed, of the ranges with these indexes
   */
  KafkaSource(
      List<PlannedRange> planned,
      KafkaClients clients,
      Function<List<Integer>, RangeReader> opening) {
    this.ranges = planned.stream().map(PlannedRange::range).toList();
    this.clients = clients;
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
      present = describeTopics();
    } catch (SourceException e) {
      return; // No broker answers at the moment: that is not a deleted topic.
    }
    for (int i = 0; i < ranges.size(); i++) {
      if (!isSameTopic(ranges.get(i), present)) {
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
      topicIds = describeTopics();
    }
    boolean there = topicIds.containsKey(ranges.get(range).partition().topic());
    return there && !isSameTopic(ranges.get(range), topicIds);
  }

  /** Brokers before topic ids answer zero, which tells nothing but that the topic is there. */
  private static boolean isSameTopic(OffsetRange planned, Map<String, Uuid> present) {
    Uuid id = present.get(planned.partition().topic());
    return id != null
        && (id.equals(planned.topicId())
            || id.equals(Uuid.ZERO_UUID)
            || planned.topicId().equals(Uuid.ZERO_UUID));
  }

  private Map<String, Uuid> describeTopics() {
    Set<String> names = new HashSet<>();
    ranges.forEach(range -> names.add(range.partition().topic()));
    Map<String, Uuid> ids = new HashMap<>();
    try (Admin admin = clients.admin()) {
      for (Map.Entry<String, KafkaFuture<TopicDescription>> entry :
          admin.describeTopics(names).topicNameValues().entrySet()) {
        try {
          ids.put(
              entry.getKey(),
              entry.getValue().get(clients.timeout().toMillis(), TimeUnit.MILLISECONDS).topicId());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            throw new SourceException(
                String.format(
                    Locale.ROOT,
                    "cannot ask %s for topic %s: %s",
                    clients.brokers(),
                    entry.getKey(),
                    e.getCause()),
                e);
          }
        } catch (TimeoutException e) {
          throw new SourceException(
              String.format(
                  Locale.ROOT,
                  "%s did not say within %d s whether topic %s is still there",
                  clients.brokers(),
                  clients.timeout().toSeconds(),
                  entry.getKey()),
              e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException("interrupted while asking " + clients.brokers(), e);
    }
    return ids;
  }

  @Override
  public void close() {
    readers.forEach(RangeReader::close);
  }
}
