package io.camus.it.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.SharedCluster;
import io.camus.it.fixture.Signals;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Task attempts and application masters that are frozen and killed, in JVMs of their own on YARN.
 *
 * <p>How a moment is hit: the schema registry, which does not answer, holds attempts while they
 * pull; a frozen application master holds them between their manifest and their commit, because it
 * has to allow that; frozen servers hold them in the commit until the master is frozen again, so
 * that an attempt commits and cannot say so.
 */
@ExtendWith({SharedCluster.class, SharedHadoop.class})
@Timeout(300)
@Tag("hadoop")
class TaskFaultsIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int MESSAGES = 6_000;

  @TempDir private Path folder;

  @AfterEach
  void heal(Cluster cluster, HadoopCluster hadoop) throws Exception {
    cluster.registry().heal();
    Signals.thaw(hadoop.servers().servers());
    hadoop.killAll();
  }

  @Test
  void attemptsKilledBeforeDuringAndAfterTheirCommitCountOnce(Cluster cluster, HadoopCluster hadoop)
      throws Exception {
    HdfsJob job = HdfsJob.create(cluster, hadoop, folder, "attempts-killed", 3).send(0, MESSAGES);
    cluster.registry().delayBy(LONG);
    try (CamusProcess driver = job.job().start()) {
      ApplicationId application = hadoop.running();
      Containers containers = new Containers(application);
      String run = job.awaitRun();
      String attempts = job.run(run) + "/attempts/";

      for (int task = 0; task < 3; task++) {
        hadoop.awaitPath(attempts + containers.attempt(task, 0));
      }
      Signals.kill(containers.task(0, 0)); // While it pulls.
      hadoop.awaitPath(attempts + containers.attempt(0, 1));

      ProcessHandle master = containers.master(1);
      Signals.freeze(master);
      cluster.registry().heal();
      hadoop.awaitPath(attempts + containers.attempt(0, 1) + "/manifest");
      hadoop.awaitPath(attempts + containers.attempt(1, 0) + "/manifest");
      hadoop.awaitPath(attempts + containers.attempt(2, 0) + "/manifest");
      Signals.kill(containers.task(1, 0)); // Its manifest is whole, its commit has not begun.

      ProcessHandle committing = containers.task(2, 0);
      Signals.freeze(hadoop.servers().servers());
      Signals.thaw(master);
      Containers.awaitCall(committing, "io.camus.commit.TaskCommit.commit");
      Signals.freeze(master);
      Signals.thaw(hadoop.servers().servers());
      hadoop.awaitPath(job.run(run) + "/tasks/00002.manifest");
      Signals.kill(committing); // It has won, and nothing has heard it say so.
      Signals.thaw(master);

      Outcome outcome = driver.await();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.messages()).isEqualTo(MESSAGES);
      assertThat(job.winners(run))
          .containsExactlyInAnyOrder(
              containers.attempt(0, 1), containers.attempt(1, 1), containers.attempt(2, 0));
      assertThat(hadoop.logs(application, containers.attempt(2, 1)))
          .contains("was finished by another attempt; nothing to pull");
    }
    job.assertEveryMessageIsThereOnce();
  }

  @Test
  void slowAttemptAndItsTwinThatBothFinishCountOnce(Cluster cluster, HadoopCluster hadoop)
      throws Exception {
    HdfsJob job = HdfsJob.create(cluster, hadoop, folder, "twins", 3).send(0, MESSAGES);
    job.job()
        .set("mapreduce.map.speculative", "true")
        .set("mapreduce.job.speculative.minimum-allowed-tasks", "1")
        .set("mapreduce.job.speculative.slowtaskthreshold", "0.5")
        .set("mapreduce.job.speculative.retry-after-no-speculate", "500")
        .set("mapreduce.job.speculative.retry-after-speculate", "500");
    try (CamusProcess driver = job.job().start()) {
      ApplicationId application = hadoop.running();
      Containers containers = new Containers(application);
      String run = job.awaitRun();
      String attempts = job.run(run) + "/attempts/";
      ProcessHandle slow = containers.task(0, 0);
      Signals.freeze(slow); // Before it has asked for its task.
      assertThat(hadoop.doneAttempts(application, 2)).hasSize(2);
      cluster.registry().delayBy(LONG);
      hadoop.awaitPath(attempts + containers.attempt(0, 1)); // Hadoop has started a twin.
      Signals.thaw(slow);
      hadoop.awaitPath(attempts + containers.attempt(0, 0));

      ProcessHandle master = containers.master(1);
      Signals.freeze(master);
      cluster.registry().heal();
      hadoop.awaitPath(attempts + containers.attempt(0, 0) + "/manifest");
      hadoop.awaitPath(attempts + containers.attempt(0, 1) + "/manifest");
      Signals.thaw(master);

      Outcome outcome = driver.await();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.messages()).isEqualTo(MESSAGES);
    }
    job.assertEveryMessageIsThereOnce();
  }

  @Test
  void secondApplicationMasterDoesNotPullAgainWhatIsCommitted(Cluster cluster, HadoopCluster hadoop)
      throws Exception {
    HdfsJob job = HdfsJob.create(cluster, hadoop, folder, "master-killed", 3).send(0, MESSAGES);
    try (CamusProcess driver = job.job().start()) {
      ApplicationId application = hadoop.running();
      Containers containers = new Containers(application);
      String run = job.awaitRun();
      Signals.freeze(containers.task(2, 0));
      assertThat(hadoop.doneAttempts(application, 2))
          .containsExactlyInAnyOrder(containers.attempt(0, 0), containers.attempt(1, 0));
      Signals.kill(containers.master(1));

      Outcome outcome = driver.await();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.messages()).isEqualTo(MESSAGES);
      assertThat(job.winners(run))
          .containsExactlyInAnyOrder(
              containers.attempt(0, 0), containers.attempt(1, 0), containers.attempt(2, 1000));
      // The first master may have died before it wrote down which tasks were done; the second one
      // lets these attempts run again, and they find that there is nothing to do.
      assertThat(hadoop.doneAttempts(application, 3)).hasSize(3);
    }
    job.assertEveryMessageIsThereOnce();
  }

  @Test
  void taskThatFailsForGoodLeavesWhatTheOthersCommitted(Cluster cluster, HadoopCluster hadoop)
      throws Exception {
    HdfsJob job = HdfsJob.create(cluster, hadoop, folder, "task-fails", 3).send(0, MESSAGES);
    job.job().set("mapreduce.map.maxattempts", "2");
    Outcome failed;
    try (CamusProcess driver = job.job().start()) {
      Containers containers = new Containers(hadoop.running());
      for (int attempt = 0; attempt < 2; attempt++) {
        ProcessHandle task = containers.task(1, attempt);
        Signals.kill(task);
      }
      failed = driver.await();
    }
    assertThat(failed.exit()).as(failed.toString()).isEqualTo(3);
    assertThat(failed.messages()).isEqualTo(MESSAGES / 3 * 2);
    assertThat(failed.problems("outside")).anyMatch(problem -> problem.contains("m_000001"));

    Outcome next = job.job().set("mapreduce.framework.name", "local").run();
    assertThat(next.exit()).as(next.toString()).isZero();
    assertThat(next.messages()).isEqualTo(MESSAGES / 3);
    job.assertEveryMessageIsThereOnce();
  }
}
