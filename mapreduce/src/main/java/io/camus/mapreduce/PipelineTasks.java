package io.camus.mapreduce;

import io.camus.commit.TaskCommit;
import io.camus.commit.TaskManifest;
import io.camus.config.CamusConfig;
import io.camus.model.PulledRange;
import io.camus.run.Wiring;
import java.io.IOException;
import java.util.List;
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
        return new Pulled(List.of(), commit);
      }
      TaskManifest manifest = wiring.taskAttempt(run).pull(run, split, attemptId, progress);
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
