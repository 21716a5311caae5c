package io.camus.model;

import org.apache.kafka.common.Uuid;

/**
 * Where a topic-partition stands, as the commit log tells.
 *
 * @param topicId the topic's id when the position was set
 * @param generation how often the position was set anew, from 0
 * @param next the next offset to pull
 */
public record PartitionPosition(Uuid topicId, int generation, long next) {

  /** Whether this belongs to the topic of that id, not to an older one of the same name. */
  public boolean isOf(Uuid id) {
    // Brokers before 2.8 give no ids, so that nothing can be told from them.
    return topicId.equals(id) || topicId.equals(Uuid.ZERO_UUID) || id.equals(Uuid.ZERO_UUID);
  }
}
