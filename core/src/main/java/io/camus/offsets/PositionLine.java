package io.camus.offsets;

import io.camus.model.HeldBack;
import io.camus.model.PartitionPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition's position beside what the brokers hold of it.
 *
 * @param partition the topic-partition
 * @param status how the two fit together
 * @param position where it stands; empty if it was never pulled
 * @param start offset of the oldest record; empty if nobody tells
 * @param end end offset, exclusive; empty if nobody tells
 * @param lag offsets that are there and were not pulled, some of which may hold no record
 * @param lost offsets that are gone: passed by retention, or cut off
 * @param heldBack what waits beyond the end for an open transaction; not part of the lag
 * @param recordTime Kafka's time of the first record at or after the position, committed or not, if
 *     there is one and it could be read
 * @param behind how old that record is
 * @param timeToLoss when retention will pass the position
 * @param note what somebody should know of it, for people; empty if nothing
 */
public record PositionLine(
    TopicPartition partition,
    PositionStatus status,
    Optional<PartitionPosition> position,
    OptionalLong start,
    OptionalLong end,
    long lag,
    long lost,
    Optional<HeldBack> heldBack,
    Optional<Instant> recordTime,
    Optional<Duration> behind,
    TimeToLoss timeToLoss,
    Optional<String> note) {

  private static final Duration FAR = Duration.ofSeconds(Long.MAX_VALUE);

  /** The most urgent one first: what is lost, then what will be lost soonest, then by lag. */
  static final Comparator<PositionLine> BY_URGENCY =
      Comparator.comparing(PositionLine::status)
          .thenComparing(line -> line.timeToLoss().left().orElse(FAR))
          .thenComparing(Comparator.comparing(PositionLine::lag).reversed())
          .thenComparing(Comparator.comparing(PositionLine::heldBackOffsets).reversed())
          .thenComparing(line -> line.partition().topic())
          .thenComparing(line -> line.partition().partition());

  /** Offsets that wait beyond the end for an open transaction. */
  public long heldBackOffsets() {
    return heldBack.map(HeldBack::offsets).orElse(0L);
  }
}
