package io.camus.setup;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What of a topic-partition can be pulled now.
 *
 * @param earliest offset of the oldest record, inclusive
 * @param end where a pull has to end, exclusive, at least {@code earliest}
 */
public record Bounds(long earliest, long end) {
  public Bounds {
    if (earliest < 0 || end < earliest) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "not bounds: [%d, %d)", earliest, end));
    }
  }

  /**
   * Asks for both ends of partitions; one of which either is not told is left out. Earliest offsets
   * are asked first: both only grow, so that the end is never before them.
   */
  public static Map<TopicPartition, Bounds> of(
      LogOffsets offsets, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> earliest = offsets.earliestOffsets(partitions);
    return of(earliest, offsets.endOffsets(partitions));
  }

  /** The bounds of the partitions of which both ends are known. */
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

  /** The offset itself, or the nearest one that is not outside. */
  public long nearest(long offset) {
    return Math.max(earliest, Math.min(end, offset));
  }
}
