package io.camus.model;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The ranges given to one task.
 *
 * @param task index of the task in its run, from 0
 * @param ranges at most one a topic-partition
 * @param offsetsOfTopics how many offsets all tasks of the run have to pull of a topic of these
 *     ranges together; without those of which it is not known
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

  /** How many offsets all tasks have to pull of a topic together; empty if it is not known. */
  public OptionalLong offsetsOf(String topic) {
    Long offsets = offsetsOfTopics.get(topic);
    return offsets == null ? OptionalLong.empty() : OptionalLong.of(offsets);
  }
}
