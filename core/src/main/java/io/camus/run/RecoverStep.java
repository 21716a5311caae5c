package io.camus.run;

import io.camus.commit.CleanUp;
import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.Publisher;
import io.camus.commit.Recovery;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.model.Problem;
import io.camus.model.RunId;
import io.camus.model.RunInProgressException;
import io.camus.model.StorageException;
import io.camus.spi.Store;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Step 1 of the protocol, as every run begins: publishes what is unpublished, adopts dead open
 * runs, cleans up. On a {@link io.camus.store.OverlayStore} it is a dry run.
 */
public record RecoverStep(
    Store store,
    Layout layout,
    CommitLog log,
    Publisher publisher,
    Recovery.Parts parts,
    LiveRuns liveRuns,
    Clock clock) {

  /**
   * Recovers. If there is a live run, it only publishes, and adopts dead runs.
   *
   * @throws io.camus.model.CamusException if it could not continue; a retry will
   */
  public RecoveryReport recover() {
    Set<Problem> problems = new LinkedHashSet<>(publisher.publishAll());
    CleanUp cleanUp = new CleanUp(store, layout, log, publisher, parts.calls());
    Recovery recovery = recovery();
    Optional<RunId> live;
    try {
      live = recovery.closeDeadRuns(liveRuns);
    } catch (StorageException e) {
      problems.addAll(makeRoom(cleanUp, e));
      live = recovery.closeDeadRuns(liveRuns);
    }
    problems.addAll(recovery.problems());
    if (live.isEmpty()) {
      problems.addAll(cleanUp.cleanUp());
    }
    return new RecoveryReport(
        publisher.published(),
        recovery.openRuns(),
        live,
        cleanUp.cleaned(),
        recovery.done(),
        List.copyOf(problems));
  }

  /**
   * Recovers before a change of the log that requires that no run is active.
   *
   * @throws RunInProgressException if a run is alive
   */
  public RecoveryReport recoverAlone() {
    RecoveryReport report = recover();
    report
        .live()
        .ifPresent(
            live -> {
              throw inProgress(live);
            });
    return report;
  }

  /** There may be no space for a record; leftovers of closed runs are deleted without one. */
  private static List<Problem> makeRoom(CleanUp cleanUp, StorageException noRoom) {
    try {
      return cleanUp.cleanUp();
    } catch (StorageException e) {
      noRoom.addSuppressed(e);
      throw noRoom;
    }
  }

  /** Adopts dead runs that were opened since. */
  Recovery adoptDeadRuns() {
    Recovery recovery = recovery();
    recovery
        .closeDeadRuns(liveRuns)
        .ifPresent(
            live -> {
              throw inProgress(live);
            });
    return recovery;
  }

  /** The exception about an active run. */
  RunInProgressException inProgress(RunId live) {
    return new RunInProgressException(
        String.format(
            Locale.ROOT,
            "run %s is active on %s (%s). Wait for it to finish, or replace it with --take-over",
            live,
            layout.base(),
            log.state().openRuns().get(live).inWords()));
  }

  private Recovery recovery() {
    return new Recovery(store, layout, log, parts, clock);
  }
}
