package io.camus.count;

import java.util.List;
import java.util.Locale;

/** The limit on a task's separate counts of records that are left out. */
final class LeftOutBound {
  private final int most;
  private int counts;
  private long beyond;

  /**
   * @param most maximum number of counts with a window
   */
  LeftOutBound(int most) {
    this.most = most;
  }

  /** Whether one more count is allowed; if not, the record is counted without its window. */
  boolean hasRoom() {
    if (counts < most) {
      counts++;
      return true;
    }
    beyond++;
    return false;
  }

  /** Notices about the counts, one sentence each. */
  List<String> notices() {
    return beyond == 0
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%d rejected or skipped records are counted without their window, because the task"
                    + " reached its limit of %d counts; raise camus.audit.max.counts to count them"
                    + " in their windows",
                beyond,
                most));
  }
}
