package io.camus.commit;

import io.camus.model.RunId;
import io.camus.model.RunOwner;
import java.util.List;

/**
 * Tells whether the driver or the tasks of a run are still at work. A wrong answer costs work,
 * never data.
 */
public interface RunLiveness {

  /** Asks whoever may know. */
  Answer ask(RunId run, RunOwner owner);

  /**
   * Ends what still works for a run that the log shows closed. Whatever it would still do is
   * refused anyway; this saves the work.
   *
   * @return what was ended, as people call it: {@code application_1_2}
   * @throws io.camus.model.StorageException if it cannot be ended
   */
  default List<String> endTasks(RunId run, RunOwner owner) {
    return List.of();
  }

  /** What is known of a run. */
  enum Answer {
    ALIVE,
    DEAD,
    /** Nobody here can tell; the age of its heartbeat decides. */
    UNKNOWN
  }
}
