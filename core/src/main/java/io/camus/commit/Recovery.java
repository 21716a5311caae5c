package io.camus.commit;

import io.camus.model.Problem;
import io.camus.model.RunId;
import io.camus.model.StorageException;
import io.camus.spi.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Step 1 of the protocol: finishes what crashed runs have begun. What their tasks had finished is
 * committed, not pulled again.
 */
public final class Recovery {
  private final Store store;
  private final Layout layout;
  private final CommitLog log;
  private final ErrorBudget budget;
  private final RunLiveness liveness;
  private final Duration silence;
  private final Clock clock;

  private final List<String> done = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param liveness knows whether a run is alive
   * @param silence how old the last heartbeat of a run must be to call it dead when nobody knows
   */
  public Recovery(
      Store store,
      Layout layout,
      CommitLog log,
      ErrorBudget budget,
      RunLiveness liveness,
      Duration silence,
      Clock clock) {
    this.store = store;
    this.layout = layout;
    this.log = log;
    this.budget = budget;
    this.liveness = liveness;
    this.silence = silence;
    this.clock = clock;
  }

  /** What to do with a run that is still alive. */
  public enum LiveRuns {
    /** Leave it alone. */
    RESPECT,
    /** Close it in the log, then end its tasks; its driver will see that and stop. */
    TAKE_OVER
  }

  /**
   * Commits and closes every dead open run.
   *
   * @return the live run that was left alone, if there is one
   */
  public Optional<RunId> closeDeadRuns(LiveRuns liveRuns) {
    log.refresh();
    for (Map.Entry<RunId, RunOwner> open : log.state().openRuns().entrySet()) {
      if (liveRuns == LiveRuns.RESPECT && isAlive(open.getKey(), open.getValue())) {
        return Optional.of(open.getKey());
      }
      adopt(open.getKey());
      if (liveRuns == LiveRuns.TAKE_OVER) {
        endTasks(open.getKey(), open.getValue());
      }
    }
    return Optional.empty();
  }

  /** What was done, one sentence each, for people. */
  public List<String> done() {
    return List.copyOf(done);
  }

  /** What could not be done. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  private void adopt(RunId run) {
    RunCommit commit = new RunCommit(store, layout, log, budget, run);
    Optional<CommitRecord> record = commit.close();
    problems.addAll(commit.problems());
    record.ifPresent(
        closed ->
            done.add(
                "run %s had ended without its last word: %,d records of its finished tasks are committed now"
                    .formatted(
                        run, closed.commits().mapToLong(entry -> entry.pulled().written()).sum())));
  }

  /** Comes after the close: a driver that sees its job die must not start another one. */
  private void endTasks(RunId run, RunOwner owner) {
    try {
      for (String ended : liveness.endTasks(run, owner)) {
        done.add("%s of run %s was still at work and is killed".formatted(ended, run));
      }
    } catch (StorageException e) {
      problems.add(
          new Problem(
              Problem.Severity.NOTICE,
              "run " + run,
              e.getMessage() + "; what its tasks still do is wasted and does no harm"));
    }
  }

  private boolean isAlive(RunId run, RunOwner owner) {
    return switch (liveness.ask(run, owner)) {
      case ALIVE -> true;
      case DEAD -> false;
      case UNKNOWN -> isFresh(lastSign(run));
    };
  }

  /**
   * A sign from farther in the future than the silence that is allowed was made before a clock was
   * set back; its run would seem alive until the clock gets there again.
   */
  private boolean isFresh(Instant sign) {
    Instant now = clock.instant();
    return sign.isAfter(now.minus(silence)) && sign.isBefore(now.plus(silence));
  }

  private Instant lastSign(RunId run) {
    try {
      return Heartbeat.last(store, layout, run).orElse(run.startedAt());
    } catch (IOException e) {
      throw new StorageException("cannot look for the heartbeat of run " + run + ": " + e, e);
    }
  }
}
