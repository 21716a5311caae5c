package io.camus.setup;

import io.camus.model.OpenTransaction;
import io.camus.model.PartitionPosition;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A catalog that passes every question on to another one: those too that a catalog need not answer,
 * so that nothing the other one knows is lost.
 */
public abstract class ForwardingTopicCatalog implements TopicCatalog {
  private final TopicCatalog cluster;

  /**
   * @param cluster whom to ask; it is closed with this one
   */
  protected ForwardingTopicCatalog(TopicCatalog cluster) {
    this.cluster = cluster;
  }

  @Override
  public List<Topic> topics() {
    return cluster.topics();
  }

  @Override
  public Set<String> hidden(Collection<String> names) {
    return cluster.hidden(names);
  }

  @Override
  public Map<TopicPartition, Long> earliestOffsets(Collection<TopicPartition> partitions) {
    return cluster.earliestOffsets(partitions);
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return cluster.endOffsets(partitions);
  }

  @Override
  public Map<TopicPartition, Long> replicatedEndOffsets(Collection<TopicPartition> partitions) {
    return cluster.replicatedEndOffsets(partitions);
  }

  @Override
  public Map<TopicPartition, OpenTransaction> openTransactions(
      Collection<TopicPartition> partitions) {
    return cluster.openTransactions(partitions);
  }

  @Override
  public Map<TopicPartition, Long> divergentOffsets(
      Map<TopicPartition, PartitionPosition> positions) {
    return cluster.divergentOffsets(positions);
  }

  @Override
  public Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> times) {
    return cluster.offsetsAt(times);
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
