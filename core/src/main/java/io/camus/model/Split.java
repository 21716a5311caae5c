package io.camus.model;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The ranges given to one task.
 *
 * @param task index of the task in its run, from 0
 * @param ranges at most one per topic-partition
 * @param offsetsOfTopics total number of offsets to pull in all tasks of the run, by topic of these
 *     ranges; without unknown ones
 */
public record Split(int task, List<PlannedRange> ranges, Map<String, Long> offsetsOfTopics) {
  public Split {
    ranges = List.copyOf(ranges);
    offsetsOfTopics = Map.copyOf(offsetsOfTopics);
  }

  /** What the task is expected to read, in bytes. */
  public long estimatedBytes() {
    return ranges.stream().mapToLong(PlannedRange::estimatedBytes).sum();
  }

  /** Total number of offsets to pull of a topic in all tasks; empty if unknown. */
  public OptionalLong offsetsOf(String topic) {
    Long offsets = offsetsOfTopics.get(topic);
    return offsets == null ? OptionalLong.empty() : OptionalLong.of(offsets);
  }
}
