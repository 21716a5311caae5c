package io.camus.setup;

import io.camus.model.PartitionPosition;
import io.camus.model.Problem;
import io.camus.setup.TopicList.Topic;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic in the cluster, and its positions in the commit log.
 *
 * @param topic the topic
 * @param positions its positions in the commit log by partition number
 * @param unwanted why the settings exclude it
 * @param unfit why it cannot be pulled
 */
record ObservedTopic(
    Topic topic,
    SortedMap<Integer, PartitionPosition> positions,
    Optional<String> unwanted,
    Optional<Problem> unfit) {

  boolean pullable() {
    return unwanted.isEmpty() && unfit.isEmpty();
  }

  /** Why all its partitions are excluded. */
  Optional<String> leftOut() {
    return unwanted.or(() -> unfit.map(Problem::message));
  }

  TopicPartition partition(int number) {
    return new TopicPartition(topic.name(), number);
  }

  Optional<PartitionPosition> position(int number) {
    return Optional.ofNullable(positions.get(number));
  }

  /** Whether a position belongs to this topic, not to an older one with the same name. */
  boolean continues(PartitionPosition position) {
    return position.isOf(topic.id());
  }

  /**
   * Whether a partition was added to a topic that is already pulled: its number is above all those
   * in the commit log.
   */
  boolean added(int number) {
    return !positions.isEmpty()
        && number > positions.lastKey()
        && positions.values().stream().allMatch(this::continues);
  }
}
