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
 * One partition's position compared with the brokers' offsets.
 *
 * @param partition the topic-partition
 * @param status how the two relate
 * @param position its position; empty if it was never pulled
 * @param start offset of the oldest record; empty if unknown
 * @param end end offset, exclusive; empty if unknown
 * @param lag offsets to pull, some of which may have no record
 * @param lost offsets that are gone: deleted by retention, or truncated
 * @param heldBack what an open transaction blocks beyond the end; not part of the lag
 * @param recordTime Kafka's time of the first record at or after the position, committed or not, if
 *     there is one and it could be read
 * @param behind how old that record is
 * @param timeToLoss when retention will delete the record at the position
 * @param note a remark, for people; may be empty
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

  /** Offsets beyond the end that an open transaction blocks. */
  public long heldBackOffsets() {
    return heldBack.map(HeldBack::offsets).orElse(0L);
  }
}
