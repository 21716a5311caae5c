package io.camus.setup;

import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem;
import java.util.Optional;

/** What to do with one topic-partition in this run. */
sealed interface Decision {

  /**
   * Pull from its position to its end, which may be nothing.
   *
   * @param position where to start
   * @param reset position to append to the commit log first
   * @param problem a problem to report
   */
  record Pull(PartitionPosition position, Optional<Reset> reset, Optional<Problem> problem)
      implements Decision {}

  /**
   * Do not pull it.
   *
   * @param reason why, short, for people
   * @param problem a problem to report
   */
  record Leave(String reason, Problem problem) implements Decision {}

  /** Do not pull it, since no broker reports its offsets; reported once per topic. */
  record Leaderless() implements Decision {}

  /**
   * A position to append.
   *
   * @param position the position
   * @param lasting whether to append it even if there is nothing to pull
   */
  record Reset(NewPosition position, boolean lasting) {}
}
