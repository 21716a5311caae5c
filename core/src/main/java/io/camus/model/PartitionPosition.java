package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.kafka.common.Uuid;

/**
 * Where a topic-partition stands, as the commit log tells.
 *
 * @param topicId the topic's id when the position was set
 * @param generation how often the position was set anew, from 0
 * @param next the next offset to pull
 * @param leaderEpoch Kafka's leader epoch of the offset before {@code next}, by which a broker can
 *     tell whether its log still is the one that was pulled; empty where it was not told, and where
 *     the position was set
 * @param bytesPerOffset keys and values before {@code next}, per offset, as the last pull has found
 *     them; empty where it did not tell, and where the position was set
 */
public record PartitionPosition(
    Uuid topicId,
    int generation,
    long next,
    OptionalInt leaderEpoch,
    OptionalDouble bytesPerOffset) {
  public PartitionPosition {
    requireNonNull(leaderEpoch, "leaderEpoch");
    requireNonNull(bytesPerOffset, "bytesPerOffset");
  }

  /** A position that was set, not reached by pulling. */
  public PartitionPosition(Uuid topicId, int generation, long next) {
    this(topicId, generation, next, OptionalInt.empty(), OptionalDouble.empty());
  }

  /** Whether this belongs to the topic of that id, not to an older one of the same name. */
  public boolean isOf(Uuid id) {
    return isSame(topicId, id);
  }

  /** Brokers before 2.8 give no ids, so that nothing can be told from them. */
  static boolean isSame(Uuid one, Uuid other) {
    return one.equals(other) || one.equals(Uuid.ZERO_UUID) || other.equals(Uuid.ZERO_UUID);
  }
}
