package io.camus.run;

import io.camus.commit.TaskCommit;
import io.camus.engine.Engine;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.model.TaskManifest;
import io.camus.pull.SilentProgress;
import io.camus.pull.TaskAttempt;
import io.camus.pull.TaskProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs the tasks one after the other in the caller's thread, each attempt and its commit. */
final class InlineEngine implements Engine {
  private final Supplier<TaskAttempt> attempts;
  private final Function<Split, List<String>> attemptsOfTask;
  private final CommitFactory commits;

  /** Makes the commit of an attempt. */
  interface CommitFactory {
    TaskCommit of(RunId run, int task, String attempt);
  }

  /**
   * @param attemptsOfTask names of the attempts of a task, which run in this order; all of them
   *     finish
   */
  InlineEngine(
      Supplier<TaskAttempt> attempts,
      CommitFactory commits,
      Function<Split, List<String>> attemptsOfTask) {
    this.attempts = attempts;
    this.commits = commits;
    this.attemptsOfTask = attemptsOfTask;
  }

  private static final TaskProgress NO_PROGRESS = new SilentProgress();

  @Override
  public Job start(RunId run, List<Split> splits) {
    List<String> failures = new ArrayList<>();
    for (Split split : splits) {
      List<TaskCommit> finished = new ArrayList<>();
      for (String attempt : attemptsOfTask.apply(split)) {
        try {
          TaskManifest manifest = attempts.get().pull(run, split, attempt, NO_PROGRESS);
          TaskCommit commit = commits.of(run, split.task(), attempt);
          commit.prepare(manifest);
          finished.add(commit);
        } catch (IOException e) {
          failures.add(attempt + ": " + e);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      for (TaskCommit commit : finished) {
        try {
          commit.commit();
        } catch (IOException e) {
          failures.add("task " + split.task() + ": " + e);
        }
      }
    }
    return new FinishedJob(splits.size(), failures);
  }

  private record FinishedJob(int tasks, List<String> failures) implements Job {
    @Override
    public String id() {
      return "inline";
    }

    @Override
    public boolean await(Duration atMost) {
      return true;
    }

    @Override
    public Progress progress() {
      return new Progress(tasks, tasks, Optional.empty(), Optional.empty(), List.of());
    }

    @Override
    public void kill() {}

    @Override
    public void close() {}
  }
}
