package io.camus.source;

import io.camus.model.PlannedRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The ranges of one reader that are still wanted. Given back, they go in bunches. */
final class ActiveRanges {
  private final List<PlannedRange> ranges;
  private final Map<TopicPartition, Integer> active = new HashMap<>();
  private int notUnassigned;

  /**
   * @param mine indexes of the ranges that the reader reads
   */
  ActiveRanges(List<PlannedRange> ranges, List<Integer> mine) {
    this.ranges = ranges;
    for (int range : mine) {
      active.put(planned(range).range().partition(), range);
    }
  }

  PlannedRange planned(int range) {
    return ranges.get(range);
  }

  boolean isEmpty() {
    return active.isEmpty();
  }

  /** Those that are wanted. */
  Set<TopicPartition> partitions() {
    return active.keySet();
  }

  boolean contains(TopicPartition partition) {
    return active.containsKey(partition);
  }

  /** The index of a partition's range; null if it is not wanted. */
  Integer of(TopicPartition partition) {
    return active.get(partition);
  }

  /** The range is no longer wanted; whether it was until now. */
  boolean remove(int range) {
    boolean removed = active.remove(planned(range).range().partition()) != null;
    notUnassigned += removed ? 1 : 0;
    return removed;
  }

  /**
   * Whether it is time to unassign what was removed since {@link #unassigned}: one by one that
   * would take a time that grows with the square of their number.
   */
  boolean isBunch() {
    return active.isEmpty() || notUnassigned * 4 >= active.size();
  }

  void unassigned() {
    notUnassigned = 0;
  }
}
