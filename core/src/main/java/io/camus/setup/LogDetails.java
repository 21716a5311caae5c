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
 * What a cluster tells of logs beside their offsets; how much of it depends on the brokers and on
 * what we may see. Answers are batched: no call costs a round trip a partition. Every call has a
 * deadline and fails with a {@link io.camus.model.SourceException} that names the brokers.
 */
public interface LogDetails {

  /**
   * How long a topic keeps its records.
   *
   * @param deletes whether old records are deleted at all; not so where they are only compacted
   * @param time age at which a segment of records may go; empty for no limit
   * @param bytes size of a partition above which its oldest segments go; empty for no limit
   */
  record Retention(boolean deletes, Optional<Duration> time, Optional<Long> bytes) {}

  /**
   * The oldest open transaction of each partition; a partition that has none, or of which the
   * brokers do not tell, is left out, and that is every partition unless a cluster knows better.
   * Costs a few round trips: meant for partitions whose end offset is before their replicated end.
   */
  default Map<TopicPartition, OpenTransaction> openTransactions(
      Collection<TopicPartition> partitions) {
    return Map.of();
  }

  /**
   * The first offset below a position at which the broker's log is not the one any more that was
   * pulled, as after an unclean leader election. Partitions whose log is the same are left out, and
   * so are those whose leader cannot tell. Asked after {@link LogOffsets#endOffsets}.
   *
   * @param positions positions with a leader epoch
   */
  default Map<TopicPartition, Long> divergentOffsets(
      Map<TopicPartition, PartitionPosition> positions) {
    return Map.of();
  }

  /** The bytes that the leader stores, an estimate; partitions that cannot be told are left out. */
  Map<TopicPartition, Long> storedBytes(Collection<TopicPartition> partitions);

  /**
   * The leader epoch (KIP-320) that the log of each partition ended with when {@link
   * LogOffsets#endOffsets} was asked last; a partition of which it was not told is left out, and
   * that is every partition unless a cluster knows better.
   */
  default Map<TopicPartition, Integer> leaderEpochs(Collection<TopicPartition> partitions) {
    return Map.of();
  }

  /**
   * Samples of how many bytes of keys and values an offset takes, measured on the records at some
   * offsets of each partition. Costs a few reads; a partition that cannot be sampled is left out,
   * and that is every partition unless a cluster knows better.
   *
   * @param offsets where to measure
   * @return a figure for each of the offsets, in their order
   */
  default Map<TopicPartition, List<Double>> bytesPerOffset(
      Map<TopicPartition, List<Long>> offsets) {
    return Map.of();
  }

  /**
   * The {@code cleanup.policy} of topics, for example {@code compact,delete}; a topic of which it
   * is not told is left out, and that is every topic unless a cluster knows better.
   */
  default Map<String, String> cleanupPolicies(Collection<String> topics) {
    return Map.of();
  }

  /** The retention of topics; one that cannot be told is left out. */
  default Map<String, Retention> retention(Collection<String> topics) {
    return Map.of();
  }
}
