package io.camus.engine;

import io.camus.model.RunId;
import io.camus.model.Split;
import java.util.List;

/**
 * Runs the tasks of a plan in threads of this process. Supports any number of concurrent jobs.
 *
 * @param attempts the work of tasks; used by several threads
 * @param slots number of parallel tasks, at least 1
 */
public record LocalEngine(TaskAttempts attempts, int slots) implements Engine {
  @Override
  public Job start(RunId run, List<Split> splits) {
    return LocalJob.start(run, splits, attempts, slots);
  }
}
