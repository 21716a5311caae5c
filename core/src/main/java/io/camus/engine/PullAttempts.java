package io.camus.engine;

import io.camus.commit.Backoff;
import io.camus.commit.Layout;
import io.camus.commit.TaskCommit;
import io.camus.model.PulledGroup;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.model.TaskManifest;
import io.camus.pull.TaskAttempt;
import io.camus.pull.TaskProgress;
import io.camus.spi.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of tasks: pull, write the manifest, and commit the attempt when the engine says so.
 * Pulls nothing if another attempt has already committed.
 *
 * @param attempts creates a new attempt of a run
 */
public record PullAttempts(Store store, Layout layout, Function<RunId, TaskAttempt> attempts)
    implements TaskAttempts {
  private static final Logger LOG = LoggerFactory.getLogger(PullAttempts.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);

  @Override
  public PulledTask pull(RunId run, Split split, String attemptId, TaskProgress progress)
      throws IOException, InterruptedException {
    TaskCommit commit =
        new TaskCommit(store, layout, run, split.task(), attemptId, Backoff.doubling(FIRST_WAIT));
    if (commit.isDecided()) {
      LOG.info("task {} was finished by another attempt; nothing to pull", split.task());
      return new Pulled(List.of(), commit);
    }
    TaskManifest manifest = attempts.apply(run).pull(run, split, attemptId, progress);
    commit.prepare(manifest);
    return new Pulled(manifest.groups(), commit);
  }

  private record Pulled(List<PulledGroup> groups, TaskCommit task) implements PulledTask {
    @Override
    public void commit() throws IOException {
      task.commit();
    }
  }
}
