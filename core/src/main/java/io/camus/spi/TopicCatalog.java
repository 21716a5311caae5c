package io.camus.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * The Kafka cluster as the setup stage sees it. Answers are batched: no call costs a round trip a
 * partition. Every call has a deadline and fails with a {@link io.camus.model.SourceException} that
 * names the brokers.
 */
public interface TopicCatalog extends AutoCloseable {

  /**
   * A topic.
   *
   * @param name its name
   * @param id Kafka's id of it
   * @param partitions its partition numbers
   */
  record Topic(String name, Uuid id, List<Integer> partitions) {
    public Topic {
      partitions = List.copyOf(partitions);
    }
  }

  /** All topics, sorted by name, without those that Kafka keeps for itself. */
  List<Topic> topics();

  /**
   * Those among names that {@link #topics} does not tell because we may not see them; whether they
   * are there nobody says. None, unless a catalog knows better.
   */
  default Set<String> hidden(Collection<String> names) {
    return Set.of();
  }

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
   * #endOffsets}. A partition without a leader is left out. Where all records are read the two are
   * the same, and that is what this answers unless a catalog knows better.
   */
  default Map<TopicPartition, Long> replicatedEndOffsets(Collection<TopicPartition> partitions) {
    return endOffsets(partitions);
  }

  /**
   * The first offset whose record's time is at or after the given one; a partition where there is
   * none is left out.
   */
  Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> times);

  /** The bytes that the leader stores, an estimate; partitions that cannot be told are left out. */
  Map<TopicPartition, Long> storedBytes(Collection<TopicPartition> partitions);

  @Override
  void close();
}
