package io.camus.it.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.fixture.Await;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a file system that loses a data node, its name node, or its will to change. */
@ExtendWith({SharedCluster.class, SharedHadoop.class})
@Timeout(300)
@Tag("hadoop")
class StorageFaultsIT {
  private static final int TASKS = 2;
  private static final int MESSAGES = 30_000;
  private static final Duration OUTAGE = Duration.ofSeconds(5);

  @TempDir private Path folder;

  @AfterEach
  void heal(Cluster cluster, HadoopCluster hadoop) throws Exception {
    cluster.registry().heal();
    hadoop.leaveSafeMode();
    hadoop.killAll();
  }

  @Test
  void safeModeAtTheStartIsToldAndNothingChanges(Cluster cluster, HadoopCluster hadoop)
      throws Exception {
    HdfsJob job = HdfsJob.create(cluster, hadoop, folder, "safe-start", TASKS);
    assertThat(job.job().run().exit()).isZero();
    job.send(0, 1_000);
    List<String> before = hadoop.everything("/safe-start");

    hadoop.enterSafeMode();
    Outcome refused = job.job().run();
    assertThat(refused.exit()).as(refused.toString()).isEqualTo(3);
    assertThat(refused.stderr()).contains("afe mode").doesNotContain("\tat ");
    assertThat(hadoop.everything("/safe-start")).isEqualTo(before);
  }

  @Test
  @Tag("soak")
  void safeModeInTheMiddleStopsTheRunAndTheNextOneGoesOn(Cluster cluster, HadoopCluster hadoop)
      throws Exception {
    HdfsJob job = held(cluster, hadoop, "safe-middle");
    job.job().set("mapreduce.map.maxattempts", "2");
    Outcome stopped;
    try (CamusProcess driver = job.job().start()) {
      awaitHeldAttempts(job, new Containers(hadoop.running()));
      hadoop.enterSafeMode();
      cluster.registry().heal();
      stopped = driver.await();
    }
    assertThat(stopped.exit()).as(stopped.toString()).isEqualTo(3);
    assertThat(stopped.toString()).contains("afe mode");
    assertThat(job.committedByRun()).isEmpty();

    hadoop.leaveSafeMode();
    Outcome next = job.job().run();
    assertThat(next.exit()).as(next.toString()).isZero();
    assertThat(next.messages()).isEqualTo(MESSAGES);
    job.assertEveryMessageIsThereOnce();
  }

  @Test
  @Tag("soak")
  void runOutlivesARestartOfTheNameNode(Cluster cluster, HadoopCluster hadoop) throws Exception {
    HdfsJob job = held(cluster, hadoop, "name-node");
    // Hadoop's own patience with a name node that is away is ten seconds.
    job.job().set("ipc.client.connect.max.retries", "60");
    try (CamusProcess driver = job.job().start()) {
      awaitHeldAttempts(job, new Containers(hadoop.running()));
      hadoop.servers().stopNameNode();
      try {
        cluster.registry().heal();
        Await.pass(OUTAGE);
        assertThat(driver.isAlive()).isTrue();
      } finally {
        hadoop.servers().startNameNode();
      }

      Outcome outcome = driver.await();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.messages()).isEqualTo(MESSAGES);
    }
    job.assertEveryMessageIsThereOnce();
  }

  @Test
  void runOutlivesADataNodeThatStopsWhileItWrites(Cluster cluster, HadoopCluster hadoop)
      throws Exception {
    HdfsJob job = held(cluster, hadoop, "data-node");
    job.job().set("dfs.replication", "3"); // So that every open file has a replica on the node.
    try (CamusProcess driver = job.job().start()) {
      awaitHeldAttempts(job, new Containers(hadoop.running()));
      hadoop.servers().stopDataNode();
      cluster.registry().heal();

      Outcome outcome = driver.await();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.messages()).isEqualTo(MESSAGES);
      job.assertEveryMessageIsThereOnce();
    } finally {
      hadoop.servers().startDataNode();
    }
  }

  /**
   * A job whose attempts have written most of their messages when they come to a schema that the
   * registry holds back.
   */
  private HdfsJob held(Cluster cluster, HadoopCluster hadoop, String name) {
    HdfsJob job = HdfsJob.create(cluster, hadoop, folder, name, TASKS);
    String subject = job.topic() + "-value";
    try (Sender sender = new Sender(cluster)) {
      sender.avro(job.topic(), HdfsJob.PARTITIONS, Events.FIRST, 0, MESSAGES - 1_000);
      sender.avro(job.topic(), HdfsJob.PARTITIONS, Events.SECOND, MESSAGES - 1_000, MESSAGES);
    }
    cluster.registry().holdBack(cluster.registry().register(subject, Events.SECOND.toString()));
    return job;
  }

  private static void awaitHeldAttempts(HdfsJob job, Containers containers) throws Exception {
    String run = job.awaitRun();
    for (int task = 0; task < TASKS; task++) {
      job.hadoop().awaitPath(job.run(run) + "/attempts/" + containers.attempt(task, 0));
      Containers.awaitCall(containers.task(task, 0), "io.camus.schema.ConfluentRegistry");
    }
  }
}
