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
 * A past time range of a topic to pull again, with its offsets at the first request. They are
 * stored, so the same command continues with the same offsets later, whatever was added or deleted
 * in the meantime.
 *
 * @param topic its name
 * @param topicId Kafka's id of it
 * @param from begin, inclusive: the first record with this timestamp or later
 * @param to end, exclusive: up to the first record with this timestamp or later
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
   * Asks the brokers for the offsets.
   *
   * @param now the current time; the range must end before it
   * @throws ConfigurationException if the time range is invalid, or there is no such topic
   * @throws SourceException if the brokers do not answer
   */
  public static ReplayOrder ask(
      TopicCatalog catalog, String topic, Instant from, Instant to, Instant now) {
    if (!from.isBefore(to) || to.isAfter(now)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s to %s is not a valid time range: it must begin before it ends, and end in the"
                  + " past",
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
                            Locale.ROOT, "no topic %s in the cluster, or not readable", topic)));
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
                "no broker reports the offsets of %s; check that its brokers run, then repeat the"
                    + " command",
                partition));
      }
      long begin = held.nearest(begins.getOrDefault(partition, held.end()));
      long stop = held.nearest(stops.getOrDefault(partition, held.end()));
      parts.add(new Part(partition.partition(), begin, Math.max(begin, stop)));
    }
    return new ReplayOrder(topic, found.id(), from, to, parts);
  }

  /** Whether the time range is the same. */
  boolean isFor(String otherTopic, Instant otherFrom, Instant otherTo) {
    return topic.equals(otherTopic) && from.equals(otherFrom) && to.equals(otherTo);
  }

  /** The part of a partition. */
  Optional<Part> part(TopicPartition partition) {
    return partition.topic().equals(topic)
        ? parts.stream().filter(part -> part.partition() == partition.partition()).findFirst()
        : Optional.empty();
  }

  /** Total number of offsets, some of which may have no record. */
  public long offsets() {
    return parts.stream().mapToLong(part -> part.to() - part.from()).sum();
  }

  /** Its partitions. */
  public List<TopicPartition> partitions() {
    return parts.stream().map(part -> new TopicPartition(topic, part.partition())).toList();
  }

  /**
   * What retention deleted between the order and the first run, which would start after it.
   *
   * @param positions those of the replay's commit log
   * @param earliest the brokers' earliest offsets
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
                "retention deleted these offsets before the replay pulled them"));
      }
    }
    return problems;
  }

  /** Offsets not yet pulled, according to these positions. */
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
