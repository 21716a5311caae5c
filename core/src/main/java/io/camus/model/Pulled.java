package io.camus.model;

import java.util.List;
import java.util.Optional;

/** Ranges of one topic that a task attempt pulled together, and their sums. */
public interface Pulled {

  /** At least one, at most one per partition. */
  List<PulledRange> ranges();

  /** The topic of all ranges. */
  default String topic() {
    return ranges().get(0).range().partition().topic();
  }

  /** The number of offsets that the ranges cover. */
  default long offsets() {
    return ranges().stream().mapToLong(range -> range.range().length()).sum();
  }

  /** Records in data files. */
  default long written() {
    return ranges().stream().mapToLong(PulledRange::written).sum();
  }

  /** Written records whose bytes differ from Kafka's. */
  default Rewritten rewritten() {
    return ranges().stream()
        .flatMap(range -> range.rewritten().stream())
        .reduce(Rewritten.NONE, Rewritten::plus);
  }

  /** Records in dead letters. */
  default long rejectedRecords() {
    return ranges().stream().mapToLong(PulledRange::rejectedRecords).sum();
  }

  /** Records in dead letters for a cause. */
  default long rejected(RejectionCause cause) {
    return ranges().stream().mapToLong(range -> range.rejected(cause)).sum();
  }

  /** Records skipped by a setting. */
  default long skipped() {
    return ranges().stream().mapToLong(PulledRange::skipped).sum();
  }

  /** Where the event times of all ranges come from; empty if unknown. */
  default Optional<EventTimes> eventTimes() {
    return ranges().stream().flatMap(range -> range.eventTimes().stream()).reduce(EventTimes::plus);
  }
}
