package io.camus.run;

import io.camus.model.PartitionPosition;
import io.camus.report.Unread;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Kafka at the end of a run: the age of unread records, and the copy of positions. */
public interface PositionsStep {

  /**
   * The age of the records from the positions on.
   *
   * @param positions of the commit log
   * @param topics the topics to look at
   * @return by topic; topics without such records are left out
   * @throws io.camus.model.SourceException if the cluster does not answer
   */
  Map<String, Unread> unread(Map<TopicPartition, PartitionPosition> positions, Set<String> topics);

  /**
   * Copies positions to Kafka for lag monitors, if the settings ask for it.
   *
   * @throws io.camus.model.CamusException if they could not be copied: why, and what to do
   */
  void copy(Map<TopicPartition, PartitionPosition> positions);
}
