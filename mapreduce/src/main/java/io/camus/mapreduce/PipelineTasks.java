package io.camus.mapreduce;

import io.camus.commit.TaskCommit;
import io.camus.config.CamusConfig;
import io.camus.pull.TaskAttempt;
import io.camus.run.Wiring;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The work of a task as the configuration says: what runs in the task's JVM. */
public final class PipelineTasks implements TaskAttemptsFactory {

  @Override
  public TaskAttempts create(Map<String, String> camusConfig, Configuration hadoop) {
    Wiring wiring =
        new Wiring(CamusConfig.parseComplete(camusConfig), path -> Stores.open(path, hadoop));
    return (run, split, attemptId, progress) -> {
      TaskAttempt attempt = wiring.taskAttempt(run);
      TaskCommit commit =
          new TaskCommit(wiring.store(), wiring.layout(), run, split.task(), attemptId);
      commit.prepare(attempt.pull(run, split, attemptId, progress));
      return commit::commit;
    };
  }
}
