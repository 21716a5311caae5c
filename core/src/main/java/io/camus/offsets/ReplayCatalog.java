package io.camus.offsets;

import io.camus.model.SourceException;
import io.camus.offsets.ReplayOrder.Part;
import io.camus.setup.LogOffsets;
import io.camus.setup.TopicCatalog;
import io.camus.setup.TopicList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A replay's view of the cluster: its topic ends at the end of the order, and begins no later than
 * that. A run that plans with it pulls only the order.
 */
public final class ReplayCatalog implements TopicList, LogOffsets {
  private final TopicCatalog cluster;
  private final ReplayOrder order;

  private ReplayCatalog(TopicCatalog cluster, ReplayOrder order) {
    this.cluster = cluster;
    this.order = order;
  }

  /** A replay's view of the cluster. */
  public static TopicCatalog view(TopicCatalog cluster, ReplayOrder order) {
    ReplayCatalog view = new ReplayCatalog(cluster, order);
    return new TopicCatalog(view, view, cluster.details(), cluster::close);
  }

  /**
   * {@inheritDoc} Partitions added after the order are not part of it.
   *
   * @throws SourceException if the order's topic was deleted or recreated
   */
  @Override
  public List<Topic> topics() {
    List<Topic> topics = new ArrayList<>();
    boolean found = false;
    for (Topic topic : cluster.list().topics()) {
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
          String.format(
              Locale.ROOT,
              "topic %s was deleted or recreated since this replay began; its old records can no"
                  + " longer be pulled",
              order.topic()));
    }
    return topics;
  }

  @Override
  public Set<String> hidden(Collection<String> names) {
    return cluster.list().hidden(names);
  }

  /** {@inheritDoc} What retention deletes beyond the order's end does not matter. */
  @Override
  public Map<TopicPartition, Long> earliestOffsets(Collection<TopicPartition> partitions) {
    return bounded(cluster.offsets().earliestOffsets(partitions));
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return bounded(cluster.offsets().endOffsets(partitions));
  }

  @Override
  public Map<TopicPartition, Long> replicatedEndOffsets(Collection<TopicPartition> partitions) {
    return bounded(cluster.offsets().replicatedEndOffsets(partitions));
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

  /** {@inheritDoc} The order's topic begins at the order's offsets, whatever the time. */
  @Override
  public Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> times) {
    Map<TopicPartition, Instant> others = new HashMap<>(times);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : times.keySet()) {
      order.part(partition).ifPresent(part -> offsets.put(partition, part.from()));
    }
    others.keySet().removeAll(offsets.keySet());
    if (!others.isEmpty()) {
      offsets.putAll(cluster.offsets().offsetsAt(others));
    }
    return offsets;
  }
}
