package io.camus.offsets;

import static java.util.Objects.requireNonNull;

import io.camus.model.ConfigurationException;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.SourceException;
import io.camus.setup.Bounds;
import io.camus.setup.TopicCatalog;
import io.camus.setup.TopicList.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * A closed range of a topic that is pulled again, with the offsets that it meant when it was first
 * asked for. They are kept, so that the same command goes on with the same offsets later, whatever
 * came or went meanwhile.
 *
 * @param topic its name
 * @param topicId Kafka's id of it
 * @param from begin, inclusive: the first record of this Kafka time or later
 * @param to end, exclusive: up to the first record of this Kafka time or later
 * @param parts the offsets of each partition, sorted by partition
 */
public record ReplayOrder(String topic, Uuid topicId, Instant from, Instant to, List<Part> parts) {

  /**
   * A partition's part.
   *
   * @param partition its number
   * @param from first offset
   * @param to end offset, exclusive
   */
  public record Part(int partition, long from, long to) {
    public Part {
      if (from < 0 || to < from) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "not a range: [%d, %d)", from, to));
      }
    }
  }

  public ReplayOrder {
    requireNonNull(topic, "topic");
    requireNonNull(topicId, "topicId");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    parts = List.copyOf(parts);
  }

  /**
   * Asks the brokers which offsets are meant.
   *
   * @param now the present; the range has to be over
   * @throws ConfigurationException if the times are no closed range, or there is no such topic
   * @throws SourceException if the brokers do not tell
   */
  public static ReplayOrder ask(
      TopicCatalog catalog, String topic, Instant from, Instant to, Instant now) {
    if (!from.isBefore(to) || to.isAfter(now)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s to %s is no closed range of time: it must begin before it ends, and be over",
              from,
              to));
    }
    Topic found =
        catalog.list().topics().stream()
            .filter(candidate -> candidate.name().equals(topic))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        String.format(
                            Locale.ROOT,
                            "the cluster has no topic %s, or it may not be read",
                            topic)));
    List<TopicPartition> partitions =
        found.partitions().stream().map(number -> new TopicPartition(topic, number)).toList();
    Map<TopicPartition, Bounds> bounds = Bounds.of(catalog.offsets(), partitions);
    Map<TopicPartition, Long> begins = catalog.offsets().offsetsAt(partitions, from);
    Map<TopicPartition, Long> stops = catalog.offsets().offsetsAt(partitions, to);
    List<Part> parts = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      Bounds held = bounds.get(partition);
      if (held == null) {
        throw new SourceException(
            String.format(
                Locale.ROOT,
                "no broker tells the offsets of %s; see whether its brokers run, then repeat the command",
                partition));
      }
      long begin = held.nearest(begins.getOrDefault(partition, held.end()));
      long stop = held.nearest(stops.getOrDefault(partition, held.end()));
      parts.add(new Part(partition.partition(), begin, Math.max(begin, stop)));
    }
    return new ReplayOrder(topic, found.id(), from, to, parts);
  }

  /** Whether the same range of time was asked for. */
  boolean isFor(String otherTopic, Instant otherFrom, Instant otherTo) {
    return topic.equals(otherTopic) && from.equals(otherFrom) && to.equals(otherTo);
  }

  /** The part of a partition. */
  Optional<Part> part(TopicPartition partition) {
    return partition.topic().equals(topic)
        ? parts.stream().filter(part -> part.partition() == partition.partition()).findFirst()
        : Optional.empty();
  }

  /** Offsets in all, some of which may hold no record. */
  public long offsets() {
    return parts.stream().mapToLong(part -> part.to() - part.from()).sum();
  }

  /** The partitions that it is about. */
  public List<TopicPartition> partitions() {
    return parts.stream().map(part -> new TopicPartition(topic, part.partition())).toList();
  }

  /**
   * What retention took between the order and the first run, which would begin behind it.
   *
   * @param positions those of the replay's commit log
   * @param earliest what the brokers still hold
   */
  public List<Problem> goneBeforeStart(
      Map<TopicPartition, PartitionPosition> positions, Map<TopicPartition, Long> earliest) {
    List<Problem> problems = new ArrayList<>();
    for (Part part : parts) {
      TopicPartition partition = new TopicPartition(topic, part.partition());
      long first = Math.min(part.to(), earliest.getOrDefault(partition, part.from()));
      if (!positions.containsKey(partition) && first > part.from()) {
        problems.add(
            new Problem(
                Severity.DATA,
                String.format(Locale.ROOT, "%s@[%d,%d)", partition, part.from(), first),
                "retention took these offsets before the replay came to pull them"));
      }
    }
    return problems;
  }

  /** Offsets that a commit log with these positions does not have yet. */
  public long missing(Map<TopicPartition, PartitionPosition> positions) {
    long missing = 0;
    for (Part part : parts) {
      PartitionPosition position = positions.get(new TopicPartition(topic, part.partition()));
      long reached = position == null ? part.from() : Math.max(part.from(), position.next());
      missing += Math.max(0, part.to() - reached);
    }
    return missing;
  }
}
