package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.Base;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are ended from outside, and runs that meet. */
@ExtendWith(SharedCluster.class)
@Timeout(600)
class InterruptionsIT {
  private static final int MESSAGES = 200_000;
  private static final int KILLS = 6;
  private static final long EARLIEST_MILLIS = 700;
  private static final int SPREAD_MILLIS = 6_000;

  /** Change it to see other moments; a failure names it. */
  private static final long SEED = Long.getLong("camus.seed", 2013L);

  @TempDir Path folder;

  @Test
  void killedAtRandomMomentsNothingIsLostOrDoubled(Cluster cluster) throws Exception {
    Job job = backlog(cluster);
    Random random = new Random(SEED);
    for (int i = 0; i < KILLS; i++) {
      try (CamusProcess run = job.start()) {
        run.endsWithin(moment(random));
        run.kill();
      }
    }
    finish(job);
  }

  @Test
  void interruptedAtRandomMomentsNothingIsLostOrDoubled(Cluster cluster) throws Exception {
    Job job = backlog(cluster);
    Random random = new Random(SEED);
    for (int i = 0; i < KILLS / 2; i++) {
      try (CamusProcess run = job.start()) {
        if (!run.endsWithin(moment(random))) {
          run.interrupt();
        }
        assertThat(run.endsWithin(Duration.ofMinutes(1))).as("ends after SIGINT").isTrue();
      }
    }
    finish(job);
  }

  @Test
  void twoRunsAtOnceShareTheWorkOrWasteIt(Cluster cluster) throws Exception {
    Job job = backlog(cluster);
    try (CamusProcess one = job.start();
        CamusProcess other = job.start()) {
      assertThat(one.await().exit()).isNotEqualTo(1);
      assertThat(other.await().exit()).isNotEqualTo(1);
    }
    finish(job);
  }

  @Test
  void aDriverThatWakesUpAfterAnotherTookItsPlaceCommitsNothing(Cluster cluster) throws Exception {
    Job job = backlog(cluster);
    Base base = new Base(job.base());
    try (CamusProcess sleeper = job.start()) {
      job.awaitPulling();
      sleeper.pause();
      Outcome other = job.run("--take-over");
      assertThat(other.exit()).as(other.toString()).isZero();
      long last = base.last();
      sleeper.resume();
      Outcome woken = sleeper.await();
      assertThat(woken.exit()).as(woken.toString()).isEqualTo(3);
      assertThat(woken.problems("outside"))
          .anyMatch(problem -> problem.contains("took over this run"));
      assertThat(base.last()).as("records of the one that slept").isEqualTo(last);
    }
    finish(job);
  }

  private Job backlog(Cluster cluster) throws Exception {
    String avro = cluster.topic("killed-avro", 4);
    String json = cluster.topic("killed.json", 4);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(avro, 4, 0, MESSAGES);
      sender.value(avro, 0, Events.START, "garbage".getBytes(StandardCharsets.UTF_8));
      sender.value(avro, 1, Events.START, null);
      sender.json(json, 4, 0, MESSAGES / 2);
    }
    return new Job(cluster, folder)
        .topic(avro, Form.AVRO)
        .topic(json, Form.JSON)
        .set("camus.commit.interval.ms", "1000")
        .set("mapred.map.tasks", "4")
        .set("camus.output.files.per." + json, "topic");
  }

  private static Duration moment(Random random) {
    return Duration.ofMillis(EARLIEST_MILLIS + random.nextInt(SPREAD_MILLIS));
  }

  private static void finish(Job job) throws Exception {
    Outcome outcome = job.runUntilDone(4);
    assertThat(outcome.exit()).as("seed %d: %s", SEED, outcome).isZero();
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as("seed %d: %s", SEED, result).isTrue();
    assertThat(result.rejected()).isEqualTo(2);
    assertThat(job.base().resolve("runs")).isEmptyDirectory();
  }
}
