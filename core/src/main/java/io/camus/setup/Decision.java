package io.camus.setup;

import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem;
import java.util.Optional;

/** What becomes of one topic-partition in this run. */
sealed interface Decision {

  /**
   * Pull what lies between its position and its end, which may be nothing.
   *
   * @param position where to begin
   * @param reset what to append to the commit log first
   * @param problem what to report
   */
  record Pull(PartitionPosition position, Optional<Reset> reset, Optional<Problem> problem)
      implements Decision {}

  /**
   * Leave it where it is.
   *
   * @param reason why, short, for people
   * @param problem what to report
   */
  record Leave(String reason, Problem problem) implements Decision {}

  /** Leave it where it is, since nobody tells its offsets; reported once a topic. */
  record Leaderless() implements Decision {}

  /**
   * A position to append.
   *
   * @param position the position
   * @param lasting whether it is worth a record of its own when there is nothing to pull
   */
  record Reset(NewPosition position, boolean lasting) {}
}
