package io.camus.run;

import io.camus.commit.Backoff;
import io.camus.commit.CleanUp;
import io.camus.commit.CommitLog;
import io.camus.commit.ErrorBudget;
import io.camus.commit.Heartbeat;
import io.camus.commit.Layout;
import io.camus.commit.LogState;
import io.camus.commit.Publication;
import io.camus.commit.Publisher;
import io.camus.commit.Pulse;
import io.camus.commit.Recovery;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunCommit;
import io.camus.commit.RunLiveness;
import io.camus.commit.RunRecords;
import io.camus.commit.StoreCalls;
import io.camus.complete.Completeness;
import io.camus.complete.TierBalance;
import io.camus.engine.Engine;
import io.camus.failure.RootCause;
import io.camus.history.HistoryRetention;
import io.camus.model.CamusException;
import io.camus.model.CommitUnknownException;
import io.camus.model.EventTimes;
import io.camus.model.LogEntry;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem.Severity;
import io.camus.model.RunId;
import io.camus.model.RunInProgressException;
import io.camus.model.RunOwner;
import io.camus.model.StorageException;
import io.camus.report.RejectedSamples;
import io.camus.report.RunListener;
import io.camus.report.RunListener.Stage;
import io.camus.report.RunSummary;
import io.camus.report.SummaryFile;
import io.camus.setup.Plan;
import io.camus.spi.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;

/**
 * A complete run: recover, set up, pull, commit, publish, audit, clean up, as in docs/protocol.md.
 * One object per run.
 */
public final class CamusRun {
  private static final int TRIES = 10;

  private final Store store;
  private final Layout layout;
  private final Parts parts;
  private final Settings settings;
  private final RunListener listener;

  private final Instant startedAt;
  private final RunId run;
  private final CommitLog log;
  private final Publisher publisher;
  private final RecoverStep recoverStep;
  private final CompletionStage completion;
  private final TablesStage tables;
  private final RunReport report;

  /** The last record of the log before the plan was made. */
  private long plannedAfter;

  /**
   * The collaborators of a run.
   *
   * @param planner makes a plan from the positions in the log
   * @param engine runs the tasks
   * @param budget judges each topic's errors
   * @param liveness checks whether another run is alive
   * @param counts posts and keeps the counts of records; empty if counts are off
   * @param tables the tables of topics; empty if there are none
   * @param completeness when the buckets of a topic are complete; empty if they are not tracked
   * @param balance compares what tiers counted in buckets that are about to be closed
   * @param retention limits the history
   * @param eventTimes creates notices about a topic's event times
   * @param positions what the run asks Kafka and tells it at its end
   * @param calls how many store calls are made in parallel
   * @param backoff wait before publishing of a file is retried
   */
  public record Parts(
      Function<Map<TopicPartition, PartitionPosition>, Plan> planner,
      Engine engine,
      ErrorBudget budget,
      RunLiveness liveness,
      Optional<CountsStep> counts,
      Optional<TablesStep> tables,
      Function<String, Optional<Completeness>> completeness,
      TierBalance balance,
      HistoryRetention retention,
      BiFunction<String, EventTimes, List<String>> eventTimes,
      PositionsStep positions,
      StoreCalls calls,
      Backoff backoff) {}

  /**
   * Settings of a run.
   *
   * @param owner the driver
   * @param liveRuns what to do with a live run
   * @param commitInterval how often finished tasks are committed while others are active
   * @param silence maximum age of a heartbeat before its run counts as dead
   * @param pulse interval of heartbeats from a separate thread; empty: none
   * @param failOnErrors whether any rejected record makes the run end with an error
   */
  public record Settings(
      RunOwner owner,
      LiveRuns liveRuns,
      Duration commitInterval,
      Duration silence,
      Optional<Duration> pulse,
      boolean failOnErrors) {}

  /**
   * Opens the commit log.
   *
   * @throws StorageException if it cannot be read
   */
  public CamusRun(
      Store store,
      Layout layout,
      Parts parts,
      Settings settings,
      RunListener listener,
      Clock clock,
      RandomGenerator random) {
    this.store = store;
    this.layout = layout;
    this.parts = parts;
    this.settings = settings;
    this.startedAt = clock.instant();
    this.run = RunId.create(startedAt, random);
    this.log =
        new CommitLog(store, layout, run, parts.counts().map(CountsStep::window), clock, random);
    this.listener = listener;
    this.report = new RunReport(startedAt, listener, clock);
    this.completion = new CompletionStage(log, parts.completeness(), parts.balance());
    this.tables = new TablesStage(log, parts.tables(), report);
    this.publisher =
        new Publisher(
            log, new Publication(store, parts.calls(), parts.backoff()), listener::publishing);
    this.recoverStep =
        new RecoverStep(
            store,
            layout,
            log,
            publisher,
            new Recovery.Parts(parts.budget(), parts.liveness(), settings.silence(), parts.calls()),
            settings.liveRuns(),
            clock);
  }

  /**
   * Runs.
   *
   * @return what was done, with the exit code
   * @throws RunInProgressException if another run is alive and must not be taken over
   * @throws CamusException if the run could not continue; the next one recovers it
   */
  public RunSummary run() {
    recover();
    Plan plan = setUp();
    if (log.state().openRuns().get(run) == null) {
      if (complete(plan)) {
        report.problems(publisher.publishAll());
      }
      tables.follow();
      publishCounts();
      new PositionsStage(log, parts.positions(), report).finish();
      return report.summary(Optional.empty());
    }
    RunCommit commit = new RunCommit(store, layout, log, parts.budget(), run, parts.calls());
    boolean closed = pullAndCommit(plan, commit);
    report.pulled(plan, commit);
    report.doubtfulTimes(parts.eventTimes());
    if (closed) {
      complete(plan);
      report.enter(Stage.PUBLISH, report.filesInWords());
      report.problems(publisher.publishAll());
      tables.follow();
      publishCounts();
      cleanUp();
      deleteOldHistory();
      reportRejected();
      report.rewritten();
      new PositionsStage(log, parts.positions(), report).finish();
    }
    RunSummary summary = report.summary(Optional.of(run));
    return closed ? kept(summary) : summary;
  }

  /** Whether the log shows the run closed. */
  private boolean pullAndCommit(Plan plan, RunCommit commit) {
    Heartbeat heartbeat = new Heartbeat(store, layout, run);
    Optional<Pulse> pulse = settings.pulse().map(interval -> new Pulse(heartbeat, interval));
    try {
      new PullStage(store, layout, run, publisher, listener, report, System::nanoTime)
          .pull(plan, parts.engine(), commit, heartbeat, settings.commitInterval());
      report.enter(Stage.COMMIT, "offsets and files of finished tasks");
      return close(commit);
    } finally {
      pulse.ifPresent(Pulse::close);
    }
  }

  private void recover() {
    report.enter(
        Stage.RECOVER, String.format(Locale.ROOT, "commit log at record %d", log.state().number()));
    RecoveryReport done = recoverStep.recover();
    report.recovered(done.adopted());
    report.problems(done.problems());
    done.live()
        .ifPresent(
            live -> {
              throw recoverStep.inProgress(live);
            });
  }

  /** Recovers runs that were opened since the recovery; a live one ends this run. */
  private void adoptDeadRuns() {
    Recovery recovery = recoverStep.adoptDeadRuns();
    report.recovered(recovery.done());
    report.problems(recovery.problems());
  }

  /**
   * Plans, and opens the run in the log; plans again if another record was appended in the
   * meantime.
   */
  private Plan setUp() {
    report.enter(Stage.SETUP, "reading topics and offsets from the brokers");
    for (int tries = 0; tries < TRIES; tries++) {
      log.refresh();
      LogState state = log.state();
      if (!state.openRuns().isEmpty()) {
        adoptDeadRuns();
        continue;
      }
      Plan plan = parts.planner().apply(state.positions());
      List<LogEntry> entries = entries(state, plan);
      if (entries.isEmpty() || log.appendAfter(state.number(), entries).isPresent()) {
        plannedAfter = state.number();
        report.planned(plan);
        report.enter(Stage.SETUP, inWords(plan));
        return tables.prepared(completion.separating(log.state(), plan));
      }
    }
    throw log.cannotAppend(TRIES);
  }

  private List<LogEntry> entries(LogState state, Plan plan) {
    List<LogEntry> entries = new ArrayList<>();
    if (!plan.splits().isEmpty()) {
      entries.add(new LogEntry.Opens(run, settings.owner()));
    }
    if (plan.needsRecord()) {
      plan.newPositions().forEach(position -> entries.add(new LogEntry.Sets(position)));
      entries.addAll(completion.tracking(state, plan));
    }
    return entries;
  }

  private static String inWords(Plan plan) {
    long partitions = plan.lines().stream().filter(line -> line.leftOut().isEmpty()).count();
    return plan.splits().isEmpty()
        ? String.format(Locale.ROOT, "nothing to pull, partitions: %,d", partitions)
        : String.format(
            Locale.ROOT,
            "%,d of %,d partitions have %,d offsets to pull, tasks: %d",
            plan.ranges().count(),
            partitions,
            plan.offsets(),
            plan.splits().size());
  }

  /**
   * Commits the work of finished tasks; reports a failure together with those of the tasks, which
   * may explain it.
   *
   * @return whether the log shows the run closed, by this or another run
   */
  private boolean close(RunCommit commit) {
    try {
      commit.close().ifPresentOrElse(report::committed, this::reportTakeOver);
      reportUnknownCommits();
      return true;
    } catch (CommitUnknownException e) {
      report.problem(Severity.UNKNOWN, "run " + run, e.getMessage());
    } catch (StorageException e) {
      report.problem(
          Severity.OUTSIDE,
          "run " + run,
          e.getMessage() + "; the work of finished tasks is kept, and the next run commits it");
    }
    return false;
  }

  /** Checks in the log whether ambiguous commits took effect. */
  private void reportUnknownCommits() {
    if (report.hasUnknownCommits()) {
      try {
        report.committed(RunRecords.find(log, run).committed());
      } catch (IOException e) {
        reportFiguresMissing(e);
      }
    }
  }

  /**
   * Closes complete buckets. A failure costs nothing: the next run closes them.
   *
   * @return whether the log has a new record
   */
  private boolean complete(Plan plan) {
    try {
      CompletionStage.Closed closed = completion.complete(plan, plannedAfter);
      report.completeness(completion.tracked(log.state()), closed);
      return closed.record().isPresent();
    } catch (CommitUnknownException | StorageException e) {
      report.problem(
          Severity.OUTSIDE,
          "run " + run,
          e.getMessage() + "; complete buckets are not closed yet; the next run will retry");
      return false;
    }
  }

  private void reportFiguresMissing(IOException e) {
    report.problem(
        Severity.NOTICE,
        "run " + run,
        "the figures are incomplete, because records of this run cannot be read: "
            + RootCause.line(e));
  }

  private void publishCounts() {
    parts.counts().ifPresent(counts -> new AuditStage(log, counts, run, report).publish());
  }

  private void cleanUp() {
    report.enter(Stage.CLEANUP, "history of the run");
    try {
      report.problems(new CleanUp(store, layout, log, publisher, parts.calls()).cleanUp());
    } catch (StorageException e) {
      report.problem(Severity.OUTSIDE, "run " + run, e.getMessage());
    }
  }

  private void reportRejected() {
    report.at(Stage.PULL);
    if (!report.rejections().isEmpty()) {
      try {
        report.rejected(RejectedSamples.read(store, layout.history(run)));
      } catch (IOException e) {
        report.problem(
            Severity.NOTICE,
            "history " + layout.history(run),
            "samples of rejected records cannot be read: " + RootCause.line(e));
      }
      report.rejectedRecords(settings.failOnErrors() ? Severity.DATA : Severity.WARNING);
    }
  }

  private void reportTakeOver() {
    String other = "another run";
    try {
      RunRecords found = RunRecords.find(log, run);
      if (found.closedBy().isPresent()) {
        report.takenOver(found.closedBy().get(), found.committed());
        other = "run " + found.closedBy().get();
      }
    } catch (IOException e) {
      reportFiguresMissing(e);
    }
    report.problem(
        Severity.OUTSIDE,
        "run " + run,
        other
            + " took over this run and committed the work of its finished tasks; the rest will be"
            + " pulled again");
  }

  private void deleteOldHistory() {
    try {
      parts.retention().apply(run);
    } catch (IOException e) {
      report.problem(
          Severity.WARNING,
          "history " + layout.history(),
          "old runs cannot be deleted: " + RootCause.line(e) + "; the next run will retry");
    }
  }

  /** Saves the summary in the history; the returned one reports a failure to do so. */
  private RunSummary kept(RunSummary summary) {
    try {
      SummaryFile.write(store, layout.history(run), summary);
      return summary;
    } catch (IOException e) {
      report.problem(
          Severity.NOTICE,
          "history " + layout.history(run),
          "the summary cannot be saved: "
              + RootCause.line(e)
              + "; camus history shows what the commit log has about this run");
      return report.summary(Optional.of(run));
    }
  }
}
