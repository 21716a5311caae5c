package io.camus.run;

import io.camus.commit.OneByOne;
import io.camus.commit.TaskCommit;
import io.camus.engine.Engine;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.pull.SilentProgress;
import io.camus.pull.TaskProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An engine that does, wait by wait, what a test says; then its job has ended. */
final class ScriptedEngine implements Engine {
  private final World world;
  private final Deque<Consumer<ScriptedEngine>> waits = new ArrayDeque<>();
  private final List<String> failures = new ArrayList<>();
  private RunId run;
  private List<Split> splits = List.of();
  private boolean killed;

  private static final TaskProgress NO_PROGRESS = new SilentProgress();

  ScriptedEngine(World world) {
    this.world = world;
  }

  /** One that finishes every task. */
  static ScriptedEngine ofAllTasks(World world) {
    return new ScriptedEngine(world)
        .onWait(engine -> engine.splits.forEach(split -> engine.finish(split.task())));
  }

  ScriptedEngine onWait(Consumer<ScriptedEngine> wait) {
    waits.add(wait);
    return this;
  }

  RunId run() {
    return run;
  }

  /** How many tasks it has to do. */
  int tasks() {
    return splits.size();
  }

  boolean wasKilled() {
    return killed;
  }

  /** Says of the job that it failed. */
  void fail(String line) {
    failures.add(line);
  }

  /** Runs a task to its end. */
  void finish(int task) {
    String attempt = "attempt-" + task;
    try {
      var manifest = world.attempt(world.store).pull(run, splits.get(task), attempt, NO_PROGRESS);
      TaskCommit commit = OneByOne.taskCommit(world.store, world.layout, run, task, attempt);
      commit.prepare(manifest);
      commit.commit();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Job start(RunId started, List<Split> planned) {
    run = started;
    splits = planned;
    return new ScriptedJob();
  }

  private final class ScriptedJob implements Job {
    @Override
    public String id() {
      return "scripted";
    }

    @Override
    public boolean await(Duration atMost) {
      if (waits.isEmpty()) {
        return true;
      }
      waits.remove().accept(ScriptedEngine.this);
      return false;
    }

    @Override
    public Progress progress() {
      return new Progress(0, splits.size(), Optional.empty(), Optional.empty(), List.of());
    }

    @Override
    public List<String> failures() {
      return failures;
    }

    @Override
    public void kill() {
      killed = true;
    }

    @Override
    public void close() {}
  }
}
