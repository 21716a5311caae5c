package io.camus.source;

import io.camus.model.PlannedRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The active ranges of one reader. Finished ranges are unassigned in batches. */
final class ActiveRanges {
  private final List<PlannedRange> ranges;
  private final Map<TopicPartition, Integer> active = new HashMap<>();
  private int notUnassigned;

  /**
   * @param mine indexes of the reader's ranges
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

  /** The active ones. */
  Set<TopicPartition> partitions() {
    return active.keySet();
  }

  boolean contains(TopicPartition partition) {
    return active.containsKey(partition);
  }

  /** The index of a partition's range; null if it is not active. */
  Integer of(TopicPartition partition) {
    return active.get(partition);
  }

  /** Marks a range as finished; returns whether it was active. */
  boolean remove(int range) {
    boolean removed = active.remove(planned(range).range().partition()) != null;
    notUnassigned += removed ? 1 : 0;
    return removed;
  }

  /**
   * Whether it is time to unassign the ranges removed since {@link #unassigned}: one by one would
   * take quadratic time.
   */
  boolean isBunch() {
    return active.isEmpty() || notUnassigned * 4 >= active.size();
  }

  void unassigned() {
    notUnassigned = 0;
  }
}
