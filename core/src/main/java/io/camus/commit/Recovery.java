package io.camus.commit;

import io.camus.commit.OpenRun.Adoption;
import io.camus.commit.OpenRun.Fate;
import io.camus.model.CommitRecord;
import io.camus.model.Problem;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.StorageException;
import io.camus.spi.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Step 1 of the protocol: completes crashed runs. The work of their finished tasks is committed,
 * not pulled again.
 */
public final class Recovery {
  private final Store store;
  private final Layout layout;
  private final CommitLog log;
  private final Parts parts;
  private final LifeSigns lifeSigns;

  private final Map<RunId, OpenRun> openRuns = new LinkedHashMap<>();
  private final List<String> ended = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * The collaborators of a recovery.
   *
   * @param budget judges each topic's errors in the work of dead runs
   * @param liveness knows whether a run is alive
   * @param silence age of the last heartbeat at which a run counts as dead, if nothing else is
   *     known
   * @param calls how many store calls are made in parallel
   */
  public record Parts(
      ErrorBudget budget, RunLiveness liveness, Duration silence, StoreCalls calls) {}

  public Recovery(Store store, Layout layout, CommitLog log, Parts parts, Clock clock) {
    this.store = store;
    this.layout = layout;
    this.log = log;
    this.parts = parts;
    this.lifeSigns = new LifeSigns(store, layout, parts.liveness(), parts.silence(), clock);
  }

  /** What to do with a run that is still alive. */
  public enum LiveRuns {
    /** Leave it alone. */
    RESPECT,
    /** Close it in the log, then end its tasks; its driver will notice and stop. */
    TAKE_OVER
  }

  /**
   * Commits and closes every dead open run. May be called again after a failure; this object keeps
   * reporting what it did before.
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
        openRuns.put(found.run(), found);
      } else {
        openRuns.put(found.run(), adopt(found));
        if (found.fate() == Fate.TAKEN_OVER) {
          endTasks(found);
        }
      }
    }
    return live;
  }

  /** The runs that were open, and their outcome, oldest first. */
  public List<OpenRun> openRuns() {
    return List.copyOf(openRuns.values());
  }

  /** What was done, one sentence each, for people. */
  public List<String> done() {
    List<String> done = new ArrayList<>();
    for (OpenRun open : openRuns.values()) {
      open.adoption()
          .ifPresent(
              adoption ->
                  done.add(
                      String.format(
                          Locale.ROOT,
                          "run %s %s; its finished tasks are now committed: messages %,d, rejected"
                              + " %,d",
                          open.run(),
                          open.fate() == Fate.TAKEN_OVER ? "was taken over" : "died before closing",
                          adoption.committed().records(),
                          adoption.committed().rejected())));
    }
    done.addAll(ended);
    return done;
  }

  /** What could not be done. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  private OpenRun adopt(OpenRun open) {
    RunCommit commit = new RunCommit(store, layout, log, parts.budget(), open.run(), parts.calls());
    Optional<CommitRecord> record = commit.close();
    problems.addAll(commit.problems());
    Optional<Adoption> adoption =
        record.map(
            closed ->
                new Adoption(
                    closed.number(),
                    commit.finishedTasks().size(),
                    Amount.of(commit.pulled()),
                    Amount.of(closed.commits().map(it -> it.pulled().summary()).toList())));
    return new OpenRun(open.run(), open.owner(), open.fate(), open.why(), adoption);
  }

  /** After the close: a driver that sees its job die must not start another one. */
  private void endTasks(OpenRun open) {
    try {
      for (String id : parts.liveness().endTasks(open.run(), open.owner())) {
        ended.add(
            String.format(
                Locale.ROOT, "%s of run %s was still running and has been killed", id, open.run()));
      }
    } catch (StorageException e) {
      problems.add(
          new Problem(
              Problem.Severity.NOTICE,
              "run " + open.run(),
              e.getMessage() + "; its tasks may still run, which wastes work but does no harm"));
    }
  }

  private OpenRun look(RunId run, RunOwner owner, LiveRuns liveRuns) {
    if (liveRuns == LiveRuns.TAKE_OVER) {
      String why = "taken over on request, whether active or not";
      return new OpenRun(run, owner, Fate.TAKEN_OVER, why, Optional.empty());
    }
    return lifeSigns.look(run, owner);
  }
}
