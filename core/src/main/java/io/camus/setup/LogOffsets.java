package io.camus.setup;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The start and end of partitions' logs. Requests are batched. Every call has a deadline and fails
 * with a {@link io.camus.model.SourceException} that names the brokers.
 */
public interface LogOffsets {

  /**
   * The offset of the oldest record of each partition; partitions without a leader are left out.
   */
  Map<TopicPartition, Long> earliestOffsets(Collection<TopicPartition> partitions);

  /**
   * Where a pull that starts now must end, exclusive: the last stable offset under read_committed,
   * else the high watermark; partitions without a leader are left out.
   */
  Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions);

  /**
   * The replicated end, exclusive, regardless of open transactions; never before a later result of
   * {@link #endOffsets}. Partitions without a leader are left out. By default the same as {@link
   * #endOffsets}, as under read_uncommitted.
   */
  default Map<TopicPartition, Long> replicatedEndOffsets(Collection<TopicPartition> partitions) {
    return endOffsets(partitions);
  }

  /**
   * The first offset with a timestamp at or after the given one; partitions without one are left
   * out.
   */
  Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> times);

  /** As {@link #offsetsAt(Map)}, with one time for all partitions, which are distinct. */
  default Map<TopicPartition, Long> offsetsAt(Collection<TopicPartition> partitions, Instant time) {
    return offsetsAt(partitions.stream().collect(Collectors.toMap(it -> it, it -> time)));
  }
}
