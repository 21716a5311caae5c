package io.camus.engine;

import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.pull.TaskProgress;
import java.io.IOException;

/** The work of a task, as an engine sees it. Thread-safe. */
@FunctionalInterface
public interface TaskAttempts {

  /**
   * Pulls a split up to the point where only the commit is left.
   *
   * @param attemptId unique in the run; each attempt has its own
   * @param progress receives progress, and decides whether to continue
   * @return the finished attempt
   * @throws io.camus.model.CamusException if the attempt failed; a {@link
   *     io.camus.model.ConfigurationException} is not retried
   * @throws InterruptedException if the job was killed
   */
  PulledTask pull(RunId run, Split split, String attemptId, TaskProgress progress)
      throws IOException, InterruptedException;
}
