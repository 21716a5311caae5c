package io.camus.setup;

import io.camus.model.OpenTransaction;
import io.camus.model.PartitionPosition;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Details of logs besides offsets, as far as the brokers' version and ACLs allow. Requests are
 * batched. Every call has a deadline and fails with a {@link io.camus.model.SourceException} that
 * names the brokers.
 */
public interface LogDetails {

  /**
   * How long a topic keeps its records.
   *
   * @param deletes whether old records are deleted; false for topics that are only compacted
   * @param time age at which a segment may be deleted; empty for no limit
   * @param bytes size of a partition above which its oldest segments are deleted; empty for no
   *     limit
   */
  record Retention(boolean deletes, Optional<Duration> time, Optional<Long> bytes) {}

  /**
   * The oldest open transaction of each partition, without partitions that have none or an unknown
   * one; by default, none. Costs a few round trips: meant for partitions whose end offset is before
   * their replicated end.
   */
  default Map<TopicPartition, OpenTransaction> openTransactions(
      Collection<TopicPartition> partitions) {
    return Map.of();
  }

  /**
   * The first offset below a position at which the broker's log differs from the one that was
   * pulled, as after an unclean leader election. Partitions without a difference are left out, and
   * so are those whose leader cannot tell. Call after {@link LogOffsets#endOffsets}.
   *
   * @param positions positions with a leader epoch
   */
  default Map<TopicPartition, Long> divergentOffsets(
      Map<TopicPartition, PartitionPosition> positions) {
    return Map.of();
  }

  /** An estimate of the bytes stored by the leader, without unknown partitions. */
  Map<TopicPartition, Long> storedBytes(Collection<TopicPartition> partitions);

  /**
   * The leader epoch (KIP-320) at the end of each log at the last call of {@link
   * LogOffsets#endOffsets}, without unknown ones; by default, none.
   */
  default Map<TopicPartition, Integer> leaderEpochs(Collection<TopicPartition> partitions) {
    return Map.of();
  }

  /**
   * Samples of the bytes of keys and values per offset, measured at some offsets of each partition.
   * Costs a few reads. Without partitions that cannot be sampled; by default, none.
   *
   * @param offsets offsets to measure at
   * @return one value per offset, in order
   */
  default Map<TopicPartition, List<Double>> bytesPerOffset(
      Map<TopicPartition, List<Long>> offsets) {
    return Map.of();
  }

  /**
   * The {@code cleanup.policy} of topics, for example {@code compact,delete}; without unknown
   * topics; by default, none.
   */
  default Map<String, String> cleanupPolicies(Collection<String> topics) {
    return Map.of();
  }

  /** The retention of topics, without unknown ones. */
  default Map<String, Retention> retention(Collection<String> topics) {
    return Map.of();
  }
}
