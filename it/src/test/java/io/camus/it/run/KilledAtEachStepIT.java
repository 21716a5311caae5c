package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.Base;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import io.camus.it.fixture.Slices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The driver is killed at each of the eight steps of docs/protocol.md. What lies below the
 * execution base path tells the step: the process is stopped every few milliseconds until it shows
 * the one that is wanted, killed there, and looked at again.
 */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class KilledAtEachStepIT {
  private static final int PARTITIONS = 4;
  private static final int MESSAGES = 4_000;
  private static final int TRIES = 6;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private Base base;
  private int produced;

  /** A step, and how it shows from outside. */
  private enum Step {
    /** A dead run is adopted: one more record, which closes it and opens none. */
    RECOVER {
      @Override
      boolean shows(Base base, long before) {
        return base.last() == before + 1
            && base.entries(before + 1, "opens").isEmpty()
            && base.entries(before + 1, "closes").size() == 1;
      }
    },
    /** The run is opened in the log and has no directory yet. */
    PLAN {
      @Override
      boolean shows(Base base, long before) {
        return opened(base, before).filter(run -> !base.hasRun(run)).isPresent();
      }
    },
    /** An attempt writes, and no task has finished. */
    PULL {
      @Override
      boolean shows(Base base, long before) {
        return opened(base, before)
            .filter(run -> base.hasData(run) && base.manifests(run).isEmpty())
            .isPresent();
      }
    },
    /** Some task has its manifest, and nothing is in the log. */
    TASK_COMMIT {
      @Override
      boolean shows(Base base, long before) {
        return opened(base, before).filter(run -> !base.manifests(run).isEmpty()).isPresent();
      }
    },
    /** The record is there, and no file has moved. */
    COMMIT {
      @Override
      boolean shows(Base base, long before) {
        return commits(base, before)
            && base.published(base.last()) == 0
            && base.staged(base.last()) > 0;
      }
    },
    /** Some files are in their final place, and some are not. */
    PUBLISH {
      @Override
      boolean shows(Base base, long before) {
        return commits(base, before)
            && base.published(base.last()) > 0
            && base.staged(base.last()) > 0;
      }
    },
    /** Everything is published, and the counts are not posted. */
    AUDIT {
      @Override
      boolean shows(Base base, long before) {
        return commits(base, before)
            && base.has(base.last(), "published")
            && !base.has(base.last(), "audited");
      }
    },
    /** The counts are posted, and the run has its directory still. */
    CLEAN_UP {
      @Override
      boolean shows(Base base, long before) {
        return commits(base, before)
            && base.has(base.last(), "audited")
            && base.hasRun(base.entries(base.last(), "commits").get(0).path("run").asText());
      }
    };

    /**
     * Whether a process stands at this step.
     *
     * @param before the last record when it was started
     */
    abstract boolean shows(Base base, long before);

    /** The run that the last record opened. */
    private static Optional<String> opened(Base base, long before) {
      List<String> runs =
          base.last() == before
              ? List.of()
              : base.entries(base.last(), "opens").stream()
                  .map(entry -> entry.path("run").asText())
                  .toList();
      return runs.stream().findFirst();
    }

    private static boolean commits(Base base, long before) {
      return base.last() > before && !base.entries(base.last(), "commits").isEmpty();
    }
  }

  @Test
  void nothingIsLostNorDoubledNorPulledTwiceOnceItWasFinished(Cluster cluster) throws Exception {
    String topic = cluster.topic("steps", PARTITIONS);
    base = new Base(folder.resolve("base"));
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.JSON)
            .set("etl.run.tracking.post", "true")
            .set("kafka.monitor.tier", "test")
            .set("camus.audit.topic", cluster.topic("StepCounts", 1));
    Set<String> finished = new HashSet<>();
    // An adopted run has to have died first, so that the first two are of one story.
    for (Step step :
        List.of(
            Step.TASK_COMMIT,
            Step.RECOVER,
            Step.PLAN,
            Step.PULL,
            Step.COMMIT,
            Step.PUBLISH,
            Step.AUDIT,
            Step.CLEAN_UP)) {
      killAt(step, job, cluster, topic);
      finished.addAll(base.finished());
    }
    Outcome last = job.run();
    assertThat(last.exit()).as(last.toString()).isZero();
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
    assertThat(result.moved()).isEqualTo(produced);
    assertThat(finished).isNotEmpty();
    assertThat(base.committed()).as("tasks that had finished").containsAll(finished);
    assertThat(base.openRun()).isEmpty();
    assertThat(folder.resolve("base/runs")).isEmptyDirectory();
    Outcome verified = job.verify();
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }

  /** Kills runs until one died at the step; one that was missed died a little later. */
  private void killAt(Step step, Job job, Cluster cluster, String topic) throws Exception {
    for (int tries = 0; tries < TRIES; tries++) {
      if (step == Step.RECOVER && base.openRun().isEmpty()) {
        killAt(Step.TASK_COMMIT, job, cluster, topic);
      }
      produce(cluster, topic);
      long before = base.last();
      try (CamusProcess run = job.start();
          Slices slices = new Slices(run)) {
        slices.runUntil(() -> step.shows(base, before), PATIENCE);
        run.kill();
        assertThat(run.endsWithin(PATIENCE)).isTrue();
      }
      if (step.shows(base, before)) {
        return;
      }
    }
    throw new AssertionError("no run could be killed at " + step);
  }

  private void produce(Cluster cluster, String topic) {
    try (Sender sender = new Sender(cluster)) {
      sender.json(topic, PARTITIONS, produced, produced + MESSAGES);
    }
    produced += MESSAGES;
  }
}
