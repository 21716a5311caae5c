package io.camus.offsets;

import io.camus.model.PartitionPosition;
import io.camus.model.SourceException;
import io.camus.offsets.ReplayOrder.Part;
import io.camus.spi.TopicCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A cluster as a replay sees it: its topic ends where the order ends, and begins no later than
 * that. A run that plans by it pulls the order and nothing else.
 */
public final class ReplayCatalog implements TopicCatalog {
  private final TopicCatalog cluster;
  private final ReplayOrder order;

  public ReplayCatalog(TopicCatalog cluster, ReplayOrder order) {
    this.cluster = cluster;
    this.order = order;
  }

  /**
   * {@inheritDoc} Partitions that were added since the order was given are not part of it.
   *
   * @throws SourceException if the order's topic is gone, or another one has its name
   */
  @Override
  public List<Topic> topics() {
    List<Topic> topics = new ArrayList<>();
    boolean found = false;
    for (Topic topic : cluster.topics()) {
      if (topic.name().equals(order.topic())) {
        found = topic.id().equals(order.topicId());
        topics.add(
            new Topic(
                topic.name(), topic.id(), order.parts().stream().map(Part::partition).toList()));
      } else {
        topics.add(topic);
      }
    }
    if (!found) {
      throw new SourceException(
          "topic %s was deleted, or made again, since this replay began; what it held cannot be pulled any more"
              .formatted(order.topic()));
    }
    return topics;
  }

  /** {@inheritDoc} What retention takes beyond the order's end is no loss of the replay. */
  @Override
  public Map<TopicPartition, Long> earliestOffsets(Collection<TopicPartition> partitions) {
    return bounded(cluster.earliestOffsets(partitions));
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return bounded(cluster.endOffsets(partitions));
  }

  @Override
  public Map<TopicPartition, Long> replicatedEndOffsets(Collection<TopicPartition> partitions) {
    return cluster.replicatedEndOffsets(partitions);
  }

  private Map<TopicPartition, Long> bounded(Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, Long> bounded = new HashMap<>();
    offsets.forEach(
        (partition, offset) ->
            bounded.put(
                partition,
                order.part(partition).map(part -> Math.min(part.to(), offset)).orElse(offset)));
    return bounded;
  }

  /** {@inheritDoc} The order's topic begins where the order does, whatever the time. */
  @Override
  public Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> times) {
    Map<TopicPartition, Instant> others = new HashMap<>(times);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    times
        .keySet()
        .forEach(
            partition -> {
              Optional<Part> part = order.part(partition);
              if (part.isPresent()) {
                offsets.put(partition, part.get().from());
                others.remove(partition);
              }
            });
    if (!others.isEmpty()) {
      offsets.putAll(cluster.offsetsAt(others));
    }
    return offsets;
  }

  @Override
  public Map<TopicPartition, Long> storedBytes(Collection<TopicPartition> partitions) {
    return cluster.storedBytes(partitions);
  }

  @Override
  public Map<TopicPartition, Integer> leaderEpochs(Collection<TopicPartition> partitions) {
    return cluster.leaderEpochs(partitions);
  }

  @Override
  public Map<TopicPartition, List<Double>> bytesPerOffset(Map<TopicPartition, List<Long>> offsets) {
    return cluster.bytesPerOffset(offsets);
  }

  @Override
  public Set<String> hidden(Collection<String> names) {
    return cluster.hidden(names);
  }

  @Override
  public Map<TopicPartition, Long> divergentOffsets(
      Map<TopicPartition, PartitionPosition> positions) {
    return cluster.divergentOffsets(positions);
  }

  @Override
  public Map<String, String> cleanupPolicies(Collection<String> topics) {
    return cluster.cleanupPolicies(topics);
  }

  @Override
  public Map<String, Retention> retention(Collection<String> topics) {
    return cluster.retention(topics);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
