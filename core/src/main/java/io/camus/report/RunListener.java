package io.camus.report;

import io.camus.engine.Engine;
import io.camus.model.RunId;

/**
 * Receives the progress of a run, for the terminal. Called from the run's own thread. The default
 * methods do nothing.
 */
public interface RunListener {
  /** The run is in this stage; {@code detail} is one line for people. */
  default void stage(Stage stage, String detail) {}

  /** The job has started; some of its offsets to pull may have no record. */
  default void started(RunId run, String jobId, long offsets) {}

  /** The job's progress; called at an interval. */
  default void progress(Engine.Progress progress) {}

  /** Number of published files of a record; may be called during other stages. */
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
