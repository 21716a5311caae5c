package io.camus.setup;

import io.camus.model.PlannedRange;
import io.camus.model.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Shares ranges out over tasks: the largest first, each onto the task with the least so far.
 *
 * <p>The fullest task gets at most 4/3 of what the best possible sharing would give it (R. L.
 * Graham, Bounds on Multiprocessing Timing Anomalies, 1969). The same ranges in any order give the
 * same splits.
 */
final class SplitPlanner {
  private static final Comparator<PlannedRange> BY_NAME =
      Comparator.comparing((PlannedRange range) -> range.range().partition().topic())
          .thenComparingInt(range -> range.range().partition().partition());
  private static final Comparator<PlannedRange> LARGEST_FIRST =
      Comparator.comparingLong(SplitPlanner::weight).reversed().thenComparing(BY_NAME);

  private SplitPlanner() {}

  /**
   * The splits, numbered from 0, each with its ranges sorted by topic and partition.
   *
   * @param ranges what to share out; an empty range is given to no task
   * @param tasks the largest number of splits, at least 1; fewer ranges make fewer splits
   */
  static List<Split> share(List<PlannedRange> ranges, int tasks) {
    List<PlannedRange> sorted =
        ranges.stream().filter(range -> range.range().length() > 0).sorted(LARGEST_FIRST).toList();
    PriorityQueue<Share> shares =
        new PriorityQueue<>(
            Comparator.comparingLong((Share share) -> share.load)
                .thenComparingInt(share -> share.task));
    for (int task = 0; task < Math.min(tasks, sorted.size()); task++) {
      shares.add(new Share(task));
    }
    for (PlannedRange range : sorted) {
      Share least = shares.remove();
      least.ranges.add(range);
      least.load = saturatedSum(least.load, weight(range));
      shares.add(least);
    }
    return shares.stream()
        .sorted(Comparator.comparingInt(share -> share.task))
        .map(Share::toSplit)
        .toList();
  }

  /** At least 1, so that ranges of unknown size are spread as well and no task stays empty. */
  private static long weight(PlannedRange range) {
    return Math.max(1, range.estimatedBytes());
  }

  private static long saturatedSum(long left, long right) {
    long sum = left + right;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static final class Share {
    final int task;
    final List<PlannedRange> ranges = new ArrayList<>();
    long load;

    Share(int task) {
      this.task = task;
    }

    Split toSplit() {
      ranges.sort(BY_NAME);
      return new Split(task, ranges);
    }
  }
}
