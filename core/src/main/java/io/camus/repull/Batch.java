package io.camus.repull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Ranges that are pulled together, limited by memory. */
final class Batch {
  private final int mostRanges;
  private final Map<TopicPartition, RangeCursor> cursors = new LinkedHashMap<>();
  private int ranges;

  /**
   * @param mostRanges maximum number of ranges
   */
  Batch(int mostRanges) {
    this.mostRanges = mostRanges;
  }

  /** Whether a range can be added: there is room, and it comes after those of its partition. */
  boolean takes(CommittedRange range) {
    RangeCursor cursor = cursors.get(range.range().partition());
    return ranges < mostRanges && (cursor == null || cursor.takes(range));
  }

  boolean isEmpty() {
    return ranges == 0;
  }

  void add(CommittedRange range) {
    cursors.computeIfAbsent(range.range().partition(), it -> new RangeCursor()).add(range);
    ranges++;
  }

  /** Its partitions, grouped by source. */
  List<List<RangeCursor>> groups(int partitions) {
    List<RangeCursor> all = List.copyOf(cursors.values());
    List<List<RangeCursor>> groups = new ArrayList<>();
    for (int from = 0; from < all.size(); from += partitions) {
      groups.add(all.subList(from, Math.min(all.size(), from + partitions)));
    }
    return groups;
  }
}
