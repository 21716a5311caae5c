package io.camus.setup;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Distributes ranges over tasks by their estimated bytes. The partitions of a topic stay together
 * as long as the fullest task gets at most 5 % more than in the best known distribution ({@link
 * Balance}): the fewer tasks a topic has, the earlier it is complete. The result does not depend on
 * the order of the ranges.
 */
final class SplitPlanner {
  private static final Comparator<PlannedRange> BY_NAME =
      Comparator.comparing((PlannedRange planned) -> planned.range().partition().topic())
          .thenComparingInt(planned -> planned.range().partition().partition())
          .thenComparingLong(planned -> planned.range().from());
  private static final double WORTH_A_TOPIC = 1.05;

  /** Group sizes to try, as fractions of a task's fair share. */
  private static final double[] GROUPS = {1, 0.5, 0.25, 0.125, 0.0625};

  private SplitPlanner() {}

  /** Ranges for the same task. */
  private static final class Group {
    final List<PlannedRange> ranges = new ArrayList<>();
    long weight;

    void add(PlannedRange range) {
      ranges.add(range);
      weight = Balance.sum(weight, weightOf(range));
    }

    String topic() {
      return ranges.get(0).range().partition().topic();
    }

    long weight() {
      return weight;
    }
  }

  private record Sharing(List<Group> groups, Balance balance) {}

  /**
   * The splits, each with its ranges sorted by topic, partition and offset. They are numbered from
   * 0, the largest first, like Hadoop's tasks: task 3 is map 000003.
   *
   * @param ranges the ranges to distribute; empty ones are dropped; consecutive ranges of a
   *     partition in the same task are merged
   * @param tasks maximum number of splits, at least 1; fewer ranges make fewer splits
   */
  static List<Split> share(List<PlannedRange> ranges, int tasks) {
    List<PlannedRange> sorted =
        ranges.stream().filter(range -> range.range().length() > 0).sorted(BY_NAME).toList();
    int splits = Math.min(tasks, sorted.size());
    if (splits == 0) {
      return List.of();
    }
    return splits(best(sorted, splits), splits);
  }

  private static Sharing best(List<PlannedRange> sorted, int splits) {
    Sharing apart = sharing(sorted, 0, splits);
    double total = 0;
    for (PlannedRange range : sorted) {
      total += weightOf(range);
    }
    for (double part : GROUPS) {
      Sharing together = sharing(sorted, part * total / splits, splits);
      if (together.groups().size() >= splits
          && together.balance().fullest() <= WORTH_A_TOPIC * apart.balance().fullest()) {
        return together;
      }
    }
    return apart;
  }

  /** Groups one topic's ranges up to a maximum weight. */
  private static Sharing sharing(List<PlannedRange> sorted, double limit, int splits) {
    List<Group> groups = new ArrayList<>();
    Group last = null;
    for (PlannedRange range : sorted) {
      if (last == null
          || !last.topic().equals(range.range().partition().topic())
          || Balance.sum(last.weight, weightOf(range)) > limit) {
        last = new Group();
        groups.add(last);
      }
      last.add(range);
    }
    groups.sort(Comparator.comparingLong(Group::weight).reversed());
    return new Sharing(
        groups, Balance.of(groups.stream().mapToLong(Group::weight).toArray(), splits));
  }

  private static List<Split> splits(Sharing sharing, int count) {
    List<List<PlannedRange>> ranges = new ArrayList<>();
    for (int task = 0; task < count; task++) {
      ranges.add(new ArrayList<>());
    }
    for (int i = 0; i < sharing.groups().size(); i++) {
      ranges.get(sharing.balance().task(i)).addAll(sharing.groups().get(i).ranges);
    }
    ranges.sort(Comparator.comparingLong(SplitPlanner::bytes).reversed());
    Map<String, Long> offsets = new HashMap<>();
    ranges.forEach(
        ofTask ->
            ofTask.forEach(
                range -> offsets.merge(topic(range), range.range().length(), Balance::sum)));
    List<Split> splits = new ArrayList<>();
    for (List<PlannedRange> ofTask : ranges) {
      ofTask.sort(BY_NAME);
      Map<String, Long> ofTopics = new HashMap<>();
      ofTask.forEach(range -> ofTopics.put(topic(range), offsets.get(topic(range))));
      splits.add(new Split(splits.size(), joined(ofTask), ofTopics));
    }
    return splits;
  }

  private static long bytes(List<PlannedRange> ofTask) {
    return ofTask.stream().mapToLong(PlannedRange::estimatedBytes).reduce(0, Balance::sum);
  }

  private static String topic(PlannedRange planned) {
    return planned.range().partition().topic();
  }

  private static List<PlannedRange> joined(List<PlannedRange> sorted) {
    List<PlannedRange> joined = new ArrayList<>();
    for (PlannedRange next : sorted) {
      PlannedRange last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && follows(last.range(), next.range())) {
        joined.set(
            joined.size() - 1,
            new PlannedRange(
                last.range().endingAt(next.range().to()),
                Balance.sum(last.estimatedBytes(), next.estimatedBytes()),
                last.leaderEpoch(),
                last.begin()));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  private static boolean follows(OffsetRange range, OffsetRange next) {
    return range.partition().equals(next.partition()) && range.to() == next.from();
  }

  /** At least 1, so ranges of unknown size are distributed as well and no task is empty. */
  private static long weightOf(PlannedRange range) {
    return Math.max(1, range.estimatedBytes());
  }
}
