package io.camus.setup;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the logs of partitions begin and end. Answers are batched: no call costs a round trip a
 * partition. Every call has a deadline and fails with a {@link io.camus.model.SourceException} that
 * names the brokers.
 */
public interface LogOffsets {

  /**
   * The offset of the oldest record of each partition; a partition without a leader is left out.
   */
  Map<TopicPartition, Long> earliestOffsets(Collection<TopicPartition> partitions);

  /**
   * Where a pull that starts now has to end, exclusive: the last stable offset where only committed
   * records are read, else the high watermark; a partition without a leader is left out.
   */
  Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions);

  /**
   * The end of what is replicated, exclusive, whatever transactions are open; never before {@link
   * #endOffsets} that is asked later. A partition without a leader is left out. Where all records
   * are read the two are the same, and that is what this answers unless a cluster knows better.
   */
  default Map<TopicPartition, Long> replicatedEndOffsets(Collection<TopicPartition> partitions) {
    return endOffsets(partitions);
  }

  /**
   * The first offset whose record's time is at or after the given one; a partition where there is
   * none is left out.
   */
  Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> times);

  /** As {@link #offsetsAt(Map)}, with one time for all partitions, which are distinct. */
  default Map<TopicPartition, Long> offsetsAt(Collection<TopicPartition> partitions, Instant time) {
    return offsetsAt(partitions.stream().collect(Collectors.toMap(it -> it, it -> time)));
  }
}
