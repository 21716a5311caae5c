package io.camus.commit;

import io.camus.model.RunId;

/**
 * Tells whether the driver or the tasks of a run are still at work. A wrong answer costs work,
 * never data.
 */
public interface RunLiveness {

  /** Asks whoever may know. */
  Answer ask(RunId run, RunOwner owner);

  /** What is known of a run. */
  enum Answer {
    ALIVE,
    DEAD,
    /** Nobody here can tell; the age of its heartbeat decides. */
    UNKNOWN
  }
}
