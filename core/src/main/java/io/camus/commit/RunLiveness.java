package io.camus.commit;

import io.camus.model.RunId;
import io.camus.model.RunOwner;
import java.util.List;

/**
 * Determines whether the driver or the tasks of a run are still active. A wrong answer wastes work,
 * but loses no data.
 */
public interface RunLiveness {

  /** Asks the process or the cluster. */
  Answer ask(RunId run, RunOwner owner);

  /**
   * Ends the tasks of a run that is closed in the log. Their results would be refused anyway; this
   * saves the work.
   *
   * @return what was ended, for example {@code application_1_2}
   * @throws io.camus.model.StorageException if it cannot be ended
   */
  default List<String> endTasks(RunId run, RunOwner owner) {
    return List.of();
  }

  /** What is known of a run. */
  enum Answer {
    ALIVE,
    DEAD,
    /** Unknown; the age of its heartbeat decides. */
    UNKNOWN
  }
}
