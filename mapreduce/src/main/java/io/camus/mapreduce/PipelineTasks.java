package io.camus.mapreduce;

import io.camus.commit.TaskCommit;
import io.camus.commit.TaskManifest;
import io.camus.config.CamusConfig;
import io.camus.model.PulledRange;
import io.camus.pull.TaskAttempt;
import io.camus.run.Wiring;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The work of a task as the configuration says: what runs in the task's JVM. */
public final class PipelineTasks implements TaskAttemptsFactory {

  @Override
  public TaskAttempts create(Map<String, String> camusConfig, Configuration hadoop) {
    Wiring wiring =
        new Wiring(
            CamusConfig.parse(DriverVariables.removedFrom(camusConfig)),
            path -> Stores.open(path, hadoop),
            DriverVariables.among(camusConfig)::value);
    return (run, split, attemptId, progress) -> {
      TaskAttempt attempt = wiring.taskAttempt(run);
      TaskCommit commit =
          new TaskCommit(wiring.store(), wiring.layout(), run, split.task(), attemptId);
      TaskManifest manifest = attempt.pull(run, split, attemptId, progress);
      commit.prepare(manifest);
      return new Pulled(manifest.ranges(), commit);
    };
  }

  private record Pulled(List<PulledRange> ranges, TaskCommit task) implements PulledTask {
    @Override
    public void commit() throws IOException {
      task.commit();
    }
  }
}
