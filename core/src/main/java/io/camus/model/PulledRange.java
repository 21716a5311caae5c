package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The result of one planned range in a task attempt.
 *
 * <p>Every offset is accounted for: {@code written + rejected + skipped + absent = range.length()}.
 *
 * @param range what was pulled: a prefix of the planned range
 * @param plannedTo where the planned range ends, exclusive
 * @param written records in data files
 * @param rejected records in dead letters, by cause
 * @param skipped records skipped by a setting (history limit, null values)
 * @param absent offsets without a record: transaction markers, aborted or compacted records
 * @param sourceDigest {@code sum64:<16 hex digits>} of the records that Kafka had in the range
 *     ({@link io.camus.digest.SourceDigest}), written, rejected and skipped
 * @param unfinished why the range stopped before {@code plannedTo}; empty if it did not
 * @param leaderEpoch Kafka's leader epoch of the range's last offset; empty if unknown
 * @param bytes keys and values of the records that Kafka had in the range
 * @param eventTimes where the event times of the written and skipped records come from; empty if
 *     there are none, and in files of older versions
 * @param rewritten written records whose bytes differ from Kafka's; empty if there are none
 */
public record PulledRange(
    OffsetRange range,
    long plannedTo,
    long written,
    Map<RejectionCause, Long> rejected,
    long skipped,
    long absent,
    String sourceDigest,
    Optional<Unfinished> unfinished,
    OptionalInt leaderEpoch,
    long bytes,
    Optional<EventTimes> eventTimes,
    Optional<Rewritten> rewritten) {

  public PulledRange {
    requireNonNull(range, "range");
    rejected = Map.copyOf(rejected);
    requireNonNull(sourceDigest, "sourceDigest");
    requireNonNull(unfinished, "unfinished");
    requireNonNull(leaderEpoch, "leaderEpoch");
    requireNonNull(eventTimes, "eventTimes");
    requireNonNull(rewritten, "rewritten");
    long rejectedRecords = rejected.values().stream().mapToLong(Long::longValue).sum();
    if (written + rejectedRecords + skipped + absent != range.length()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %d written + %d rejected + %d skipped + %d absent is not %d offsets",
              range,
              written,
              rejectedRecords,
              skipped,
              absent,
              range.length()));
    }
  }

  /** The partition's position after the commit. */
  public PartitionPosition position() {
    return new PartitionPosition(
        range.topicId(),
        range.generation(),
        range.to(),
        leaderEpoch,
        range.length() > 0
            ? OptionalDouble.of((double) bytes / range.length())
            : OptionalDouble.empty());
  }

  /** Rejected records of one cause. */
  public long rejected(RejectionCause cause) {
    return rejected.getOrDefault(cause, 0L);
  }

  /** Records that Kafka had in the range: written, rejected or skipped. */
  public long records() {
    return range.length() - absent;
  }

  /** Rejected records of all causes. */
  public long rejectedRecords() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
