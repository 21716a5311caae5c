package io.camus.run;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PlannedRange.Begin;
import io.camus.model.Split;
import io.camus.setup.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Cuts ranges, so that several tasks pull from one partition and finish in any order. */
final class HotSplits {
  private HotSplits() {}

  /**
   * The plan with every range that has enough offsets in so many pieces; the first pieces of a
   * split stay together, and so do the second ones, and so on.
   */
  static Plan cut(Plan plan, int pieces) {
    List<Split> splits = new ArrayList<>();
    for (int piece = 0; piece < pieces; piece++) {
      for (Split split : plan.splits()) {
        List<PlannedRange> together = new ArrayList<>();
        for (PlannedRange planned : split.ranges()) {
          List<PlannedRange> cut = cut(planned.range(), pieces);
          if (piece < cut.size()) {
            together.add(cut.get(piece));
          }
        }
        if (!together.isEmpty()) {
          splits.add(new Split(splits.size(), together, split.offsetsOfTopics()));
        }
      }
    }
    return new Plan(splits, plan.newPositions(), plan.lines(), plan.problems(), plan.ends());
  }

  private static List<PlannedRange> cut(OffsetRange range, int pieces) {
    List<PlannedRange> cut = new ArrayList<>();
    long step = Math.max(1, range.length() / pieces);
    for (long from = range.from(); from < range.to(); from += step) {
      long to = cut.size() == pieces - 1 ? range.to() : Math.min(range.to(), from + step);
      cut.add(
          new PlannedRange(
              new OffsetRange(range.partition(), range.topicId(), range.generation(), from, to),
              1,
              OptionalInt.empty(),
              from == range.from() ? Begin.AT_POSITION : Begin.AFTER_ANOTHER));
      if (to == range.to()) {
        break;
      }
    }
    return cut;
  }
}
