package io.camus.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.model.StorageException;
import io.camus.run.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of Hadoop's local runner, with tasks that follow a script. */
@Timeout(60)
class LocalJobTest {
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-3f09ac");
  private static final Duration LONG = Duration.ofSeconds(40);

  @TempDir private Path folder;

  private final Map<String, String> config = new HashMap<>();
  private Set<Path> temporaryBefore;

  @BeforeEach
  void noteTemporaryFiles() throws IOException {
    config.put("folder", folder.toString());
    temporaryBefore = temporaryFiles();
  }

  @AfterEach
  void nothingIsLeftInTemporaryFolders() throws IOException {
    assertThat(temporaryFiles()).isEqualTo(temporaryBefore);
  }

  @Test
  void everySplitIsPulledAndCommittedOnce() throws Exception {
    try (Engine.Job job = engine(2, Map.of()).start(RUN, splits(5))) {
      assertThat(job.id()).startsWith("job_local");
      assertThat(job.await(LONG)).isTrue();

      assertThat(job.failures()).isEmpty();
      assertThat(job.progress())
          .isEqualTo(new Engine.Progress(5, 5, Optional.of(150L), Optional.of(1500L)));
    }
    for (int task = 0; task < 5; task++) {
      assertThat(committed(task)).startsWith(RUN + " attempt_local").endsWith("_0");
    }
    assertThat(names("tried-")).hasSize(5);
  }

  @Test
  void tasksOfOneJobRunAtTheSameTime() throws Exception {
    config.put("task.0", "meet");
    config.put("task.1", "meet");

    runToItsEnd(engine(2, Map.of()), 2);

    assertThat(names("committed-")).containsExactly("committed-0", "committed-1");
  }

  @Test
  void failingTaskIsTriedAgainAndLeavesTheOthersAlone() throws Exception {
    config.put("task.1", "fails");

    try (Engine.Job job = engine(1, Map.of()).start(RUN, splits(3))) {
      assertThat(job.await(LONG)).isTrue();
      assertThat(job.failures())
          .containsExactly(
              "task 1: no broker answers (IOException: connection refused; by localhost:9)");
      assertThat(job.progress().tasksDone()).isEqualTo(3);
    }

    assertThat(names("committed-")).containsExactly("committed-0", "committed-2");
    assertThat(names("tried-1-"))
        .hasSize(2)
        .anyMatch(name -> name.endsWith("_0"))
        .anyMatch(name -> name.endsWith("_1"));
  }

  @Test
  void secondTryCommitsUnderItsOwnIdAndCountsOnce() throws Exception {
    config.put("task.0", "fails first");

    try (Engine.Job job = engine(1, Map.of()).start(RUN, splits(1))) {
      assertThat(job.await(LONG)).isTrue();
      assertThat(job.failures()).isEmpty();
      assertThat(job.progress().records()).contains(15L);
    }

    assertThat(committed(0)).endsWith("_1");
  }

  @Test
  void wrongConfigurationIsNotTriedAgain() throws Exception {
    config.put("task.0", "misconfigured");

    assertThat(runToItsEnd(engine(1, Map.of()), 2)).containsExactly("task 0: a wrong key");
    assertThat(names("tried-0-")).hasSize(1);
    assertThat(names("committed-")).containsExactly("committed-1");
  }

  @Test
  void errorOfTheMachineFailsItsTaskOnly() throws Exception {
    config.put("task.0", "out of memory");

    assertThat(runToItsEnd(engine(1, Map.of()), 2)).containsExactly("task 0: as if");
    assertThat(names("committed-")).containsExactly("committed-1");
  }

  @Test
  void failingCommitIsAFailureOfItsTask() throws Exception {
    config.put("task.0", "commit fails");

    assertThat(runToItsEnd(engine(2, Map.of()), 2)).containsExactly("task 0: the disk is full");
    assertThat(names("committed-")).containsExactly("committed-1");
  }

  @Test
  void killStopsTasksThatWorkAndTasksThatWait() throws Exception {
    killedWhile("until cancelled");
  }

  @Test
  void killReachesATaskThatSwallowsInterrupts() throws Exception {
    killedWhile("deaf until cancelled");
  }

  private void killedWhile(String script) throws Exception {
    for (int task = 0; task < 4; task++) {
      config.put("task." + task, script);
    }
    try (Engine.Job job = engine(2, Map.of()).start(RUN, splits(4))) {
      waitFor("started-", 2);
      assertThat(job.await(Duration.ofMillis(50))).isFalse();

      job.kill();

      assertThat(names("stopped-")).hasSize(2);
      assertThat(job.await(Duration.ZERO)).isTrue();
      assertThat(job.failures()).isEmpty();
      job.kill();
    }
    assertThat(names("tried-")).hasSize(2);
    assertThat(names("committed-")).isEmpty();
  }

  @Test
  void closeKillsAJobThatStillRuns() throws Exception {
    config.put("task.0", "until cancelled");
    try (Engine.Job job = engine(1, Map.of()).start(RUN, splits(1))) {
      waitFor("started-", 1);
      assertThat(job.progress().tasksDone()).isZero();
    }
    assertThat(names("stopped-")).hasSize(1);
  }

  @Test
  void jobsInOneProcessDoNotMeet() throws Exception {
    config.put("task.0", "meet");
    MapReduceEngine engine = engine(1, Map.of());

    // Each has one task, which waits for the other's.
    try (Engine.Job first = engine.start(RUN, splits(1));
        Engine.Job second = engine.start(new RunId("2026-11-22-14-05-59-3f09ad"), splits(1))) {
      assertThat(first.id()).isNotEqualTo(second.id());
      assertThat(first.await(LONG)).isTrue();
      assertThat(second.await(LONG)).isTrue();
      assertThat(first.failures()).isEmpty();
      assertThat(second.failures()).isEmpty();
    }

    assertThat(runToItsEnd(engine(1, Map.of()), 3)).isEmpty();
  }

  @Test
  void taskSeesTheSecretAndNoFileDoes() throws Exception {
    config.put("task.0", "secret");
    config.put("task.1", "until cancelled");
    config.put("delimiter", "\u0001 ${user.name} <&>");
    config.put("task.2", "until cancelled");
    try (Engine.Job job = engine(3, Map.of("password", "hunter2 is it")).start(RUN, splits(3))) {
      waitFor("started-", 2);
      waitFor("committed-", 1);

      List<Path> written = filesBelow(newTemporaryFiles());
      assertThat(written).anyMatch(file -> file.toString().endsWith(".xml"));
      for (Path file : written) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("hunter2");
      }
      job.kill();
    }
    assertThat(Files.readString(folder.resolve("secret"))).isEqualTo("hunter2 is it");
  }

  @Test
  void jobThatCannotStartSaysSoAndLeavesNothing() {
    Configuration hadoop = new Configuration();
    hadoop.set("mapreduce.job.credentials.binary", "/does/not/exist");

    assertThatThrownBy(
            () ->
                new MapReduceEngine(
                        hadoop,
                        config,
                        Map.of(),
                        ScriptedAttempts.class,
                        EngineSettings.local("Camus Job", 1))
                    .start(RUN, splits(1)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(RUN.value())
        .hasMessageContaining("/does/not/exist");
  }

  private MapReduceEngine engine(int slots, Map<String, String> secrets) {
    return new MapReduceEngine(
        new Configuration(),
        config,
        secrets,
        ScriptedAttempts.class,
        EngineSettings.local("Camus Job", slots));
  }

  private static List<String> runToItsEnd(MapReduceEngine engine, int splits)
      throws InterruptedException {
    try (Engine.Job job = engine.start(RUN, splits(splits))) {
      assertThat(job.await(LONG)).isTrue();
      return job.failures();
    }
  }

  /** Splits of 100, 200, 300 bytes and so on, so that Hadoop sorts them the other way round. */
  private static List<Split> splits(int count) {
    List<Split> splits = new ArrayList<>();
    for (int task = 0; task < count; task++) {
      OffsetRange range =
          new OffsetRange(new TopicPartition("clicks", task), Uuid.ONE_UUID, 0, 0, 10);
      splits.add(new Split(task, List.of(new PlannedRange(range, (task + 1) * 100L))));
    }
    return splits;
  }

  private String committed(int task) throws IOException {
    return Files.readString(folder.resolve("committed-" + task));
  }

  private List<String> names(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  private void waitFor(String prefix, int count) throws IOException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (names(prefix).size() < count) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static Set<Path> temporaryFiles() throws IOException {
    Set<Path> all = new TreeSet<>();
    for (Path place : List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/tmp"))) {
      try (Stream<Path> files = Files.list(place)) {
        files
            .filter(
                file ->
                    file.getFileName()
                            .toString()
                            .startsWith("camus-job-" + ProcessHandle.current().pid() + "-")
                        || file.getFileName().toString().startsWith("hadoop"))
            .forEach(all::add);
      }
    }
    return all;
  }

  private List<Path> newTemporaryFiles() throws IOException {
    return temporaryFiles().stream().filter(file -> !temporaryBefore.contains(file)).toList();
  }

  private static List<Path> filesBelow(List<Path> roots) throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(Files::isRegularFile).forEach(all::add);
      }
    }
    return all;
  }
}
