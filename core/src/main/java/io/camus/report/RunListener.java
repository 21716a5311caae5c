package io.camus.report;

import io.camus.engine.Engine;
import io.camus.model.RunId;

/**
 * Follows a run while it works, for the terminal. Called from the run's own thread. Listens to
 * nothing, unless a method says otherwise.
 */
public interface RunListener {
  /** The run is in this stage; {@code detail} is one line for people. */
  default void stage(Stage stage, String detail) {}

  /** The job has started; it has so many offsets to pull, some of which may hold no record. */
  default void started(RunId run, String jobId, long offsets) {}

  /** The job is this far; called at an interval. */
  default void progress(Engine.Progress progress) {}

  /** So many of the files of a record were dealt with; also while other stages are at work. */
  default void publishing(int files, int of) {}

  /** The stages of a run, in their order. */
  enum Stage {
    RECOVER,
    SETUP,
    PULL,
    COMMIT,
    PUBLISH,
    AUDIT,
    CLEANUP
  }

  /** Listens to nothing. */
  static RunListener silent() {
    return new RunListener() {};
  }
}
