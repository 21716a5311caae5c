package io.camus.run;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.Split;
import io.camus.setup.Plan;
import java.util.ArrayList;
import java.util.List;

/** Cuts ranges, so that several tasks pull from one partition and finish in any order. */
final class HotSplits {
  private HotSplits() {}

  /**
   * The plan with every range that has enough offsets in so many pieces, each in a split of its
   * own; the first pieces stay together.
   */
  static Plan cut(Plan plan, int pieces) {
    List<Split> splits = new ArrayList<>();
    List<PlannedRange> later = new ArrayList<>();
    for (Split split : plan.splits()) {
      List<PlannedRange> first = new ArrayList<>();
      for (PlannedRange planned : split.ranges()) {
        List<PlannedRange> cut = cut(planned.range(), pieces);
        first.add(cut.get(0));
        later.addAll(cut.subList(1, cut.size()));
      }
      splits.add(new Split(splits.size(), first));
    }
    for (PlannedRange piece : later) {
      splits.add(new Split(splits.size(), List.of(piece)));
    }
    return new Plan(splits, plan.newPositions(), plan.lines(), plan.problems());
  }

  private static List<PlannedRange> cut(OffsetRange range, int pieces) {
    List<PlannedRange> cut = new ArrayList<>();
    long step = Math.max(1, range.length() / pieces);
    for (long from = range.from(); from < range.to(); from += step) {
      long to = cut.size() == pieces - 1 ? range.to() : Math.min(range.to(), from + step);
      cut.add(
          new PlannedRange(
              new OffsetRange(range.partition(), range.topicId(), range.generation(), from, to),
              1));
      if (to == range.to()) {
        break;
      }
    }
    return cut;
  }
}
