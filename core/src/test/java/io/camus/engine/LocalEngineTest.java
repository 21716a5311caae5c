package io.camus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.ConfigurationException;
import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.RunId;
import io.camus.model.SourceException;
import io.camus.model.Split;
import io.camus.pull.TaskProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalEngineTest {
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-3f09ac");
  private static final Duration LONG = Duration.ofSeconds(40);

  /** What a task does before it can be committed. */
  @FunctionalInterface
  private interface Script {
    void play(String attempt, TaskProgress progress) throws Exception;
  }

  private final Map<Integer, Script> scripts = new ConcurrentHashMap<>();
  private final Map<Integer, String> committed = new ConcurrentHashMap<>();
  private final Set<String> failingCommits = ConcurrentHashMap.newKeySet();
  private final Queue<String> tried = new ConcurrentLinkedQueue<>();

  @Test
  void everySplitIsPulledAndCommittedOnce() throws Exception {
    try (Engine.Job job = start(2, 5)) {
      assertThat(job.await(LONG)).isTrue();

      assertThat(job.failures()).isEmpty();
      assertThat(job.progress())
          .isEqualTo(new Engine.Progress(5, 5, Optional.of(50L), Optional.of(500L), List.of()));
    }
    assertThat(committed).hasSize(5).containsEntry(3, "00003-0");
    assertThat(tried).hasSize(5);
  }

  @Test
  void tasksWithTheMostToPullGoFirst() throws Exception {
    runToItsEnd(1, 3);

    assertThat(tried).containsExactly("00002-0", "00001-0", "00000-0");
  }

  @Test
  void tasksRunAtTheSameTime() throws Exception {
    CyclicBarrier meeting = new CyclicBarrier(2);
    Script meet = (attempt, progress) -> meeting.await(LONG.toSeconds(), TimeUnit.SECONDS);
    scripts.put(0, meet);
    scripts.put(1, meet);

    assertThat(runToItsEnd(2, 2)).isEmpty();
    assertThat(committed).containsOnlyKeys(0, 1);
  }

  @Test
  void failingTaskIsTriedAgainAndLeavesTheOthersAlone() throws Exception {
    scripts.put(
        1,
        (attempt, progress) -> {
          progress.pulled(7, 7);
          throw new SourceException("no broker answers", new IOException("connection refused"));
        });

    try (Engine.Job job = start(1, 3)) {
      assertThat(job.await(LONG)).isTrue();
      assertThat(job.failures())
          .containsExactly("task 1: no broker answers (IOException: connection refused)");
      assertThat(job.progress())
          .isEqualTo(new Engine.Progress(3, 3, Optional.of(20L), Optional.of(200L), List.of()));
    }
    assertThat(committed).containsOnlyKeys(0, 2);
    assertThat(tried).contains("00001-0", "00001-1").hasSize(4);
  }

  @Test
  void secondTryCommitsUnderItsOwnIdAndCountsOnce() throws Exception {
    scripts.put(
        0,
        (attempt, progress) -> {
          if (attempt.endsWith("-0")) {
            progress.pulled(7, 7);
            throw new SourceException("no broker answers yet");
          }
        });

    try (Engine.Job job = start(1, 1)) {
      assertThat(job.await(LONG)).isTrue();
      assertThat(job.failures()).isEmpty();
      assertThat(job.progress().records()).contains(10L);
    }
    assertThat(committed).containsEntry(0, "00000-1");
  }

  @Test
  void wrongConfigurationIsNotTriedAgain() throws Exception {
    scripts.put(
        0,
        (attempt, progress) -> {
          throw new ConfigurationException("a wrong key");
        });

    assertThat(runToItsEnd(1, 2)).containsExactly("task 0: a wrong key");
    assertThat(tried).containsExactly("00001-0", "00000-0");
    assertThat(committed).containsOnlyKeys(1);
  }

  @Test
  void errorOfTheMachineFailsItsTaskOnly() throws Exception {
    scripts.put(
        0,
        (attempt, progress) -> {
          progress.pulled(7, 7);
          throw new OutOfMemoryError("as if");
        });

    assertThat(runToItsEnd(1, 2)).containsExactly("task 0: as if");
    assertThat(committed).containsOnlyKeys(1);
  }

  @Test
  void failingCommitIsTriedAgainWithAnAttemptOfItsOwn() throws Exception {
    failingCommits.addAll(List.of("00000-0", "00001-0", "00001-1"));

    assertThat(runToItsEnd(2, 2)).containsExactly("task 1: the disk is full");
    assertThat(committed).containsExactly(Map.entry(0, "00000-1"));
  }

  @Test
  void jobsInOneProcessDoNotMeet() throws Exception {
    CyclicBarrier meeting = new CyclicBarrier(2);
    scripts.put(0, (attempt, progress) -> meeting.await(LONG.toSeconds(), TimeUnit.SECONDS));
    LocalEngine engine = new LocalEngine(this::pull, 1);

    // Each has one task, which waits for the other's.
    try (Engine.Job first = engine.start(RUN, splits(1));
        Engine.Job second = engine.start(new RunId("2026-11-22-14-05-59-3f09ad"), splits(1))) {
      assertThat(first.await(LONG)).isTrue();
      assertThat(second.await(LONG)).isTrue();
      assertThat(first.failures()).isEmpty();
      assertThat(second.failures()).isEmpty();
    }
  }

  @Test
  void killStopsTasksThatWorkAndTasksThatWait() throws Exception {
    killedWhile(() -> {});
  }

  @Test
  void killReachesATaskThatSwallowsInterrupts() throws Exception {
    killedWhile(Thread::interrupted);
  }

  private void killedWhile(Runnable habit) throws Exception {
    CountDownLatch working = new CountDownLatch(2);
    CountDownLatch stopped = new CountDownLatch(2);
    for (int task = 0; task < 4; task++) {
      scripts.put(
          task,
          (attempt, progress) -> {
            working.countDown();
            while (!progress.cancelled()) {
              LockSupport.parkNanos(1_000_000);
              habit.run();
            }
            stopped.countDown();
            throw new InterruptedException();
          });
    }
    try (Engine.Job job = start(2, 4)) {
      assertThat(working.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(job.await(Duration.ofMillis(1))).isFalse();

      job.kill();

      assertThat(stopped.getCount()).isZero();
      assertThat(job.await(Duration.ZERO)).isTrue();
      assertThat(job.failures()).isEmpty();
      job.kill();
    }
    assertThat(tried).hasSize(2);
    assertThat(committed).isEmpty();
  }

  @Test
  void closeKillsAJobThatStillRuns() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    scripts.put(
        0,
        (attempt, progress) -> {
          working.countDown();
          new CountDownLatch(1).await();
        });
    try (Engine.Job job = start(1, 1)) {
      assertThat(working.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(job.progress().tasksDone()).isZero();
    }
    assertThat(committed).isEmpty();
  }

  private Engine.Job start(int slots, int splits) {
    return new LocalEngine(this::pull, slots).start(RUN, splits(splits));
  }

  private List<String> runToItsEnd(int slots, int splits) throws InterruptedException {
    try (Engine.Job job = start(slots, splits)) {
      assertThat(job.await(LONG)).isTrue();
      return job.failures();
    }
  }

  private PulledTask pull(RunId run, Split split, String attempt, TaskProgress progress)
      throws IOException, InterruptedException {
    tried.add(attempt);
    try {
      scripts.getOrDefault(split.task(), (id, it) -> {}).play(attempt, progress);
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
    progress.pulled(10, 100);
    return () -> {
      if (failingCommits.contains(attempt)) {
        throw new IOException("the disk is full");
      }
      committed.put(split.task(), attempt);
    };
  }

  /** Splits of 100, 200, 300 bytes and so on. */
  private static List<Split> splits(int count) {
    List<Split> splits = new ArrayList<>();
    for (int task = 0; task < count; task++) {
      OffsetRange range =
          new OffsetRange(new TopicPartition("clicks", task), Uuid.ONE_UUID, 0, 0, 10);
      splits.add(
          new Split(
              task,
              List.of(
                  new PlannedRange(
                      range,
                      (task + 1) * 100L,
                      OptionalInt.empty(),
                      PlannedRange.Begin.AT_POSITION)),
              Map.of()));
    }
    return splits;
  }
}
