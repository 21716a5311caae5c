package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * A half-open range of offsets {@code [from, to)} of one incarnation of a topic-partition.
 *
 * @param partition the topic-partition
 * @param topicId Kafka's id of the topic; a recreated topic has another id
 * @param generation how often the position was reset, from 0; ranges tile within one generation
 * @param from first offset, inclusive
 * @param to end offset, exclusive, at least {@code from}
 */
public record OffsetRange(
    TopicPartition partition, Uuid topicId, int generation, long from, long to) {

  public OffsetRange {
    requireNonNull(partition, "partition");
    requireNonNull(topicId, "topicId");
    if (generation < 0 || from < 0 || to < from) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "not a range: %s generation %d [%d, %d)",
              partition,
              generation,
              from,
              to));
    }
  }

  /** Whether this belongs to the topic with that id, not to another one with the same name. */
  public boolean isOf(Uuid id) {
    return PartitionPosition.isSame(topicId, id);
  }

  /** The number of offsets, which may be more than the number of records. */
  public long length() {
    return to - from;
  }

  /** The part of this range that ends at {@code end}, exclusive. */
  public OffsetRange endingAt(long end) {
    return new OffsetRange(partition, topicId, generation, from, end);
  }

  /** For people: {@code clicks-3@[100,200)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s@[%d,%d)", partition, from, to)
        + (generation == 0 ? "" : " generation " + generation);
  }
}
