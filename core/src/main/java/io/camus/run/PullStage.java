package io.camus.run;

import io.camus.commit.Heartbeat;
import io.camus.commit.Layout;
import io.camus.commit.Publisher;
import io.camus.commit.RunCommit;
import io.camus.engine.Engine;
import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.CommitUnknownException;
import io.camus.model.Problem.Severity;
import io.camus.model.RunId;
import io.camus.model.StorageException;
import io.camus.report.RunListener;
import io.camus.report.RunListener.Stage;
import io.camus.report.StopSignal;
import io.camus.setup.Plan;
import io.camus.spi.Store;
import io.camus.wire.PlanFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver during the pull: writes heartbeats and commits finished tasks.
 *
 * @param nanoTime a monotonic clock, in nanoseconds: the time of day may be set while a run works
 */
record PullStage(
    Store store,
    Layout layout,
    RunId run,
    Publisher publisher,
    RunListener listener,
    RunReport report,
    LongSupplier nanoTime) {
  private static final Logger LOG = LoggerFactory.getLogger(PullStage.class);

  /**
   * Starts the job and follows it to its end. Failures here waste work, but lose no data: they are
   * reported, and finished work is committed afterwards.
   *
   * @param commitInterval how often finished tasks are committed while others are active
   */
  void pull(
      Plan plan, Engine engine, RunCommit commit, Heartbeat heartbeat, Duration commitInterval) {
    try {
      store.putIfAbsent(layout.plan(run), out -> PlanFile.write(out, plan.splits()));
      heartbeat.beat();
      if (plan.splits().isEmpty()) {
        return; // All topics were left out after the run was opened.
      }
      try (Engine.Job job = engine.start(run, plan.splits())) {
        report.enter(Stage.PULL, "");
        listener.started(run, job.id(), plan.offsets());
        follow(job, plan, commit, heartbeat, commitInterval);
        job.failures().forEach(line -> report.jobFailure(job.id(), line));
      }
    } catch (CamusException e) {
      report.jobFailure("run " + run, e.getMessage());
      LOG.debug("the job failed", e);
    } catch (IOException e) {
      report.jobFailure(layout.run(run).value(), RootCause.line(e));
      LOG.debug("the job failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reportInterrupt();
  }

  /** An interrupt ends only the pull: later it would break the commit's storage calls. */
  private void reportInterrupt() {
    if (Thread.interrupted()) {
      report.problem(
          Severity.OUTSIDE,
          "run " + run,
          StopSignal.ofProcess().map(it -> "stopped by " + it).orElse("interrupted")
              + "; the work of finished tasks is committed, and the next run pulls the rest");
    }
  }

  private void follow(
      Engine.Job job, Plan plan, RunCommit commit, Heartbeat heartbeat, Duration commitInterval)
      throws InterruptedException {
    Map<String, Set<Integer>> tasksOfTopic = plan.tasksOfTopic();
    Duration glance = Duration.ofMillis(Math.min(500, commitInterval.toMillis()));
    long lastCommit = nanoTime.getAsLong();
    try {
      while (!job.await(glance)) {
        listener.progress(job.progress());
        if (nanoTime.getAsLong() - lastCommit < commitInterval.toNanos()) {
          continue;
        }
        lastCommit = nanoTime.getAsLong();
        if (!commitFinished(commit, tasksOfTopic, heartbeat)) {
          job.kill();
          return;
        }
      }
      listener.progress(job.progress());
    } catch (InterruptedException e) {
      job.kill();
      throw e;
    }
  }

  /** Whether the run may continue. */
  private boolean commitFinished(
      RunCommit commit, Map<String, Set<Integer>> tasksOfTopic, Heartbeat heartbeat) {
    try {
      heartbeat.beat();
      if (!commit.isOpen()) {
        return false;
      }
      commit.commitFinished(tasksOfTopic).ifPresent(report::committed);
      publisher.publishAll(); // Failed files are retried at the end.
    } catch (CommitUnknownException e) {
      report.unknownCommit(); // The next read of the log shows the outcome.
      LOG.warn("{}", e.getMessage());
    } catch (StorageException | IOException e) {
      LOG.warn("cannot commit finished tasks yet: {}", e.getMessage());
    }
    return true;
  }
}
