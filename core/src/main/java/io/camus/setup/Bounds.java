package io.camus.setup;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of a topic-partition that can be pulled now.
 *
 * @param earliest offset of the oldest record, inclusive
 * @param end where a pull must end, exclusive, at least {@code earliest}
 */
public record Bounds(long earliest, long end) {
  public Bounds {
    if (earliest < 0 || end < earliest) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "not bounds: [%d, %d)", earliest, end));
    }
  }

  /**
   * Queries both ends of partitions; a partition without both is left out. Earliest offsets are
   * requested first: both only grow, so the end is never before them.
   */
  public static Map<TopicPartition, Bounds> of(
      LogOffsets offsets, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> earliest = offsets.earliestOffsets(partitions);
    return of(earliest, offsets.endOffsets(partitions));
  }

  /** The bounds of partitions with both ends known. */
  public static Map<TopicPartition, Bounds> of(
      Map<TopicPartition, Long> earliest, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Bounds> bounds = new HashMap<>();
    earliest.forEach(
        (partition, first) -> {
          Long end = ends.get(partition);
          if (end != null) {
            bounds.put(partition, new Bounds(first, Math.max(first, end)));
          }
        });
    return bounds;
  }

  /** The offset, clamped to the bounds. */
  public long nearest(long offset) {
    return Math.max(earliest, Math.min(end, offset));
  }
}
