package io.camus.commit;

import io.camus.commit.OpenRun.Adoption;
import io.camus.commit.OpenRun.Fate;
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

  private final List<OpenRun> openRuns = new ArrayList<>();
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
    /** Close it in the log: its driver will see that and stop. */
    TAKE_OVER
  }

  /**
   * Commits and closes every dead open run.
   *
   * @return the live run that was left alone, if there is one
   */
  public Optional<RunId> closeDeadRuns(LiveRuns liveRuns) {
    log.refresh();
    Optional<RunId> live = Optional.empty();
    for (Map.Entry<RunId, RunOwner> open : log.state().openRuns().entrySet()) {
      OpenRun found = look(open.getKey(), open.getValue(), liveRuns);
      if (found.fate() == Fate.ALIVE) {
        live = live.or(() -> Optional.of(found.run()));
        openRuns.add(found);
      } else {
        openRuns.add(adopt(found));
      }
    }
    return live;
  }

  /** The runs that were open, and what became of them, oldest first. */
  public List<OpenRun> openRuns() {
    return List.copyOf(openRuns);
  }

  /** What was done, one sentence each, for people. */
  public List<String> done() {
    List<String> done = new ArrayList<>();
    for (OpenRun open : openRuns) {
      open.adoption()
          .ifPresent(
              adoption ->
                  done.add(
                      "run %s had ended without its last word: %,d records of its finished tasks are committed now"
                          .formatted(open.run(), adoption.committed().records())));
    }
    return done;
  }

  /** What could not be done. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  private OpenRun adopt(OpenRun open) {
    RunCommit commit = new RunCommit(store, layout, log, budget, open.run());
    Optional<CommitRecord> record = commit.close();
    problems.addAll(commit.problems());
    Optional<Adoption> adoption =
        record.map(
            closed ->
                new Adoption(
                    closed.number(),
                    commit.finishedTasks().size(),
                    Amount.of(commit.pulled()),
                    Amount.of(closed.commits().map(LogEntry.Commits::pulled).toList())));
    return new OpenRun(open.run(), open.owner(), open.fate(), open.why(), adoption);
  }

  private OpenRun look(RunId run, RunOwner owner, LiveRuns liveRuns) {
    if (liveRuns == LiveRuns.TAKE_OVER) {
      return seen(run, owner, Fate.TAKEN_OVER, "asked for, whether it is alive or not");
    }
    return switch (liveness.ask(run, owner)) {
      case ALIVE -> seen(run, owner, Fate.ALIVE, owner.inWords() + ", is at work");
      case DEAD -> seen(run, owner, Fate.DEAD, owner.inWords() + ", has ended");
      case UNKNOWN -> judgeBySilence(run, owner);
    };
  }

  private OpenRun judgeBySilence(RunId run, RunOwner owner) {
    Instant last = lastSign(run);
    Fate fate = last.isAfter(clock.instant().minus(silence)) ? Fate.ALIVE : Fate.DEAD;
    String why =
        "nobody here can tell of %s; its last sign of life is of %s, and it counts as dead %d s after that"
            .formatted(owner.inWords(), last, silence.toSeconds());
    return seen(run, owner, fate, why);
  }

  private static OpenRun seen(RunId run, RunOwner owner, Fate fate, String why) {
    return new OpenRun(run, owner, fate, why, Optional.empty());
  }

  private Instant lastSign(RunId run) {
    try {
      return Heartbeat.last(store, layout, run).orElse(run.startedAt());
    } catch (IOException e) {
      throw new StorageException("cannot look for the heartbeat of run " + run + ": " + e, e);
    }
  }
}
