package io.camus.mapreduce;

import io.camus.commit.TaskCommit;
import io.camus.config.CamusConfig;
import io.camus.pull.TaskAttempt;
import io.camus.run.Wiring;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of a task as the configuration says: what runs in the task's JVM. */
public final class PipelineTasks implements TaskAttemptsFactory {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineTasks.class);

  @Override
  public TaskAttempts create(Map<String, String> camusConfig, Configuration hadoop) {
    Wiring wiring =
        new Wiring(CamusConfig.parseComplete(camusConfig), path -> Stores.open(path, hadoop));
    return (run, split, attemptId, progress) -> {
      TaskCommit commit =
          new TaskCommit(wiring.store(), wiring.layout(), run, split.task(), attemptId);
      if (commit.isDecided()) {
        LOG.info("task {} was finished by another attempt: nothing to pull", split.task());
        return () -> {};
      }
      TaskAttempt attempt = wiring.taskAttempt(run);
      commit.prepare(attempt.pull(run, split, attemptId, progress));
      return commit::commit;
    };
  }
}
