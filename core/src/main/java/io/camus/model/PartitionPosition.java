package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.kafka.common.Uuid;

/**
 * The position of a topic-partition in the commit log.
 *
 * @param topicId the topic's id when the position was set
 * @param generation how often the position was reset, from 0
 * @param next the next offset to pull
 * @param leaderEpoch Kafka's leader epoch of the offset before {@code next}, with which a broker
 *     can check whether its log was truncated; empty if unknown, or if the position was set
 * @param bytesPerOffset bytes of keys and values per offset, as measured by the last pull; empty if
 *     unknown, or if the position was set
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

  /** Whether this belongs to the topic with that id, not to an older one with the same name. */
  public boolean isOf(Uuid id) {
    return isSame(topicId, id);
  }

  /** Brokers before 2.8 have no topic ids, so nothing can be distinguished. */
  static boolean isSame(Uuid one, Uuid other) {
    return one.equals(other) || one.equals(Uuid.ZERO_UUID) || other.equals(Uuid.ZERO_UUID);
  }
}
