package io.camus.engine;

import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.pull.TaskProgress;
import java.io.IOException;

/** What a task does, seen from an engine. Safe for use by several threads. */
@FunctionalInterface
public interface TaskAttempts {

  /**
   * Pulls a split up to the point where only the commit is left.
   *
   * @param attemptId unique in the run; each try has another
   * @param progress to be told of what is pulled and asked whether to go on
   * @return the finished attempt
   * @throws io.camus.model.CamusException if the attempt failed; a {@link
   *     io.camus.model.ConfigurationException} is not tried again
   * @throws InterruptedException if the job was killed
   */
  PulledTask pull(RunId run, Split split, String attemptId, TaskProgress progress)
      throws IOException, InterruptedException;
}
