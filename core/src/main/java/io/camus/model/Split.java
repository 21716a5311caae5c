package io.camus.model;

import java.util.List;

/**
 * The ranges given to one task.
 *
 * @param task index of the task in its run, from 0
 * @param ranges at most one a topic-partition
 */
public record Split(int task, List<PlannedRange> ranges) {
  public Split {
    ranges = List.copyOf(ranges);
  }

  /** What the task is expected to read, in bytes. */
  public long estimatedBytes() {
    return ranges.stream().mapToLong(PlannedRange::estimatedBytes).sum();
  }
}
