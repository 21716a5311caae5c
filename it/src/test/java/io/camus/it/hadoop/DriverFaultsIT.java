package io.camus.it.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.SharedCluster;
import io.camus.it.fixture.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drivers that are frozen and killed while their job on YARN goes on. The moment of a kill is what
 * lies on HDFS: it comes within milliseconds of a step's effect.
 */
@ExtendWith({SharedCluster.class, SharedHadoop.class})
@Timeout(1200)
@Tag("hadoop")
class DriverFaultsIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int MESSAGES = 3_000;
  private static final int TASKS = 2;

  @TempDir private Path folder;

  @AfterEach
  void heal(Cluster cluster, HadoopCluster hadoop) throws Exception {
    cluster.registry().heal();
    hadoop.killAll();
  }

  @Test
  void frozenDriverThatWakesUpAfterAnotherRunHasFinishedCommitsNothing(
      Cluster cluster, HadoopCluster hadoop) throws Exception {
    HdfsJob job = HdfsJob.create(cluster, hadoop, folder, "frozen", TASKS).send(0, MESSAGES);
    cluster.registry().delayBy(LONG);
    try (CamusProcess frozen = job.job().start()) {
      ApplicationId application = hadoop.running();
      Containers containers = new Containers(application);
      String run = job.awaitRun();
      for (int task = 0; task < TASKS; task++) {
        hadoop.awaitPath(job.run(run) + "/attempts/" + containers.attempt(task, 0));
      }
      Signals.freeze(frozen.handle());

      try (CamusProcess other = job.job().start("--take-over")) {
        hadoop.awaitPath(job.record(3, ".json")); // 2 has closed the run, 3 has opened the other.
        cluster.registry().heal();
        Outcome outcome = other.await();
        assertThat(outcome.exit()).as(outcome.toString()).isZero();
        assertThat(outcome.messages()).isEqualTo(MESSAGES);
      }
      Map<String, Long> committed = job.committedByRun();

      Signals.thaw(frozen.handle());
      Outcome awake = frozen.await();
      assertThat(awake.exit()).as(awake.toString()).isEqualTo(3);
      assertThat(awake.problems("outside"))
          .anyMatch(problem -> problem.contains("took over this run"));
      assertThat(hadoop.end(application)).isNotEqualTo(FinalApplicationStatus.UNDEFINED);
      assertThat(job.committedByRun()).isEqualTo(committed).doesNotContainKey(run).hasSize(1);
    }
    Outcome next = job.job().run();
    assertThat(next.exit()).as(next.toString()).isZero();
    assertThat(next.messages()).isZero();
    job.assertEveryMessageIsThereOnce();
  }

  @Test
  @Tag("soak")
  void twoDriversAtOnceShareTheWorkOrWasteIt(Cluster cluster, HadoopCluster hadoop)
      throws Exception {
    HdfsJob job = HdfsJob.create(cluster, hadoop, folder, "two-drivers", TASKS).send(0, MESSAGES);
    try (CamusProcess one = job.job().start();
        CamusProcess other = job.job().start()) {
      assertThat(List.of(one.await(), other.await()))
          .allMatch(outcome -> outcome.exit() == 0 || outcome.exit() == 3)
          .anyMatch(outcome -> outcome.exit() == 0);
    }
    Outcome next = job.job().run();
    assertThat(next.exit()).as(next.toString()).isZero();
    job.assertEveryMessageIsThereOnce();
  }

  /**
   * Nine runs in a row, of which eight are killed, each at another step. Each batch of messages has
   * to be committed by the run that pulled it, although that run was killed: then nothing was
   * pulled twice.
   */
  @Test
  @Tag("soak")
  void driversKilledAtEachStepLoseNothingAndPullNothingTwice(Cluster cluster, HadoopCluster hadoop)
      throws Exception {
    HdfsJob job = HdfsJob.create(cluster, hadoop, folder, "steps", TASKS);
    job.job()
        .set("camus.commit.interval.ms", "300000") // So that a run commits once, at its end.
        .set("etl.run.tracking.post", "true")
        .set("kafka.monitor.tier", "test-tier")
        .set("camus.audit.topic", cluster.topic("Audit", 1));

    job.send(0, MESSAGES);
    killWhen(job, "plan: the run is opened", () -> hadoop.exists(job.record(1, ".json")));
    hadoop.killAll();
    killWhen(job, "recover: the dead run is closed", () -> hadoop.exists(job.record(2, ".json")));
    hadoop.killAll();
    assertThat(job.committedByRun()).isEmpty();

    cluster.registry().delayBy(LONG);
    int batches = 1;
    killWhen(
        job,
        "pull: an attempt is at work",
        () ->
            hadoop.everything(job.base() + "/runs").stream()
                .anyMatch(line -> line.contains("/attempts/")));
    cluster.registry().heal();
    awaitEndOfJob(hadoop);

    job.send(batches * MESSAGES, ++batches * MESSAGES);
    String pulled = job.awaitRun();
    killWhen(
        job,
        "task commit: a manifest stands",
        () ->
            hadoop.everything(job.base() + "/runs").stream()
                .anyMatch(line -> line.contains(".manifest ") && !line.contains(pulled)));
    awaitEndOfJob(hadoop);

    for (String step : List.of(".json", "a file", ".published", ".audited")) {
      job.send(batches * MESSAGES, ++batches * MESSAGES);
      // The run before is open only the first time; then a record closes it. One opens this run.
      String commit = job.record(job.lastRecord() + (step.equals(".json") ? 3 : 2), "");
      killWhen(
          job,
          "commit, publish, audit, clean up: " + step,
          step.equals("a file") ? firstFileInPlace(job) : () -> hadoop.exists(commit + step));
    }

    Outcome last = job.job().run();
    assertThat(last.exit()).as(last.toString()).isZero();
    assertThat(last.messages()).isZero();
    assertThat(job.committedByRun().values()).hasSize(batches).containsOnly((long) MESSAGES);
    job.assertEveryMessageIsThereOnce();
  }

  /** Runs until something is seen, then kills the driver, which must not have ended. */
  private static void killWhen(HdfsJob job, String what, Callable<Boolean> seen) throws Exception {
    try (CamusProcess driver = job.job().start()) {
      while (!seen.call()) {
        if (!driver.isAlive()) {
          throw new AssertionError("ended before " + what + ": " + driver.await());
        }
      }
      assertThat(driver.isAlive()).as("killed at %s", what).isTrue();
      Signals.kill(driver.handle());
    }
  }

  /** Whether the next run has published a file; by the time that it opens all older ones are. */
  private static Callable<Boolean> firstFileInPlace(HdfsJob job) throws Exception {
    String opens = job.record(job.lastRecord() + 1, ".json");
    String destination = "/" + job.name() + "/dest";
    AtomicInteger older = new AtomicInteger(Integer.MAX_VALUE);
    return () -> {
      int files = job.hadoop().countBelow(destination);
      if (older.get() == Integer.MAX_VALUE && job.hadoop().exists(opens)) {
        older.set(job.hadoop().countBelow(destination));
      }
      return files > older.get();
    };
  }

  private static void awaitEndOfJob(HadoopCluster hadoop) throws Exception {
    assertThat(hadoop.end(hadoop.newest())).isEqualTo(FinalApplicationStatus.SUCCEEDED);
  }
}
