package io.camus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.engine.Engine.Progress;
import io.camus.model.RunId;
import io.camus.report.RunListener.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Instant now = Instant.EPOCH;

  private ProgressLines lines() {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new ProgressLines(Terminal.plain(stream, stream), () -> now);
  }

  private static Progress tasks(int done) {
    return new Progress(done, 100, Optional.of(1000L * done), Optional.empty(), List.of());
  }

  @Test
  void thereIsALineATenthOrTenSeconds() {
    ProgressLines progress = lines();
    progress.stage(Stage.PULL, "100 tasks");
    for (int done = 0; done <= 20; done++) {
      now = now.plusMillis(100);
      progress.progress(tasks(done));
    }
    now = now.plus(Duration.ofSeconds(10));
    progress.progress(tasks(20));

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            pull     100 tasks
            pull      10 %  10 of 100 tasks, 10,000 messages, 1.1 s, 9,091/s
            pull      20 %  20 of 100 tasks, 20,000 messages, 2.1 s, 9,524/s
            pull      20 %  20 of 100 tasks, 20,000 messages, 12 s, 1,653/s
            """);
  }

  @Test
  void filesThatArePublishedAreCountedNowAndThen() {
    ProgressLines progress = lines();
    progress.stage(Stage.PUBLISH, "20,000 data files");
    for (int files = 1; files <= 20_000; files++) {
      now = now.plusMillis(1);
      progress.publishing(files, 20_000);
    }
    String text = err.toString(StandardCharsets.UTF_8);
    assertThat(text).contains("publish  10,000 of 20,000 files");
    assertThat(text.split("of 20,000", -1)).hasSize(1 + 2);
  }

  @Test
  void partitionsFromWhichNothingComesAreNamed() {
    ProgressLines progress = lines();
    now = now.plusSeconds(40);
    progress.progress(
        new Progress(
            0,
            2,
            Optional.of(7L),
            Optional.empty(),
            List.of("no data for 40 s from clicks-3 (broker 1 at b:9092: ...)", "no data ...")));

    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(
            "; no data for 40 s from clicks-3 (broker 1 at b:9092: ...); 1 more task waiting");
  }

  @Test
  void aJobWithoutTasksIsNoDivisionByZero() {
    lines().progress(new Progress(0, 0, Optional.empty(), Optional.empty(), List.of()));

    assertThat(err.size()).isZero();
  }

  @Test
  void yarnsNameOfAJobStandsAloneSoThatSchedulersFindIt() {
    RunId run = new RunId("2026-11-22-14-05-59-3f09ac");
    lines().started(run, "job_1795387542_0007", 9);
    lines().started(run, "job_local17_0001", 9);

    assertThat(err.toString(StandardCharsets.UTF_8).split("\\s+"))
        .containsOnlyOnce("application_1795387542_0007")
        .doesNotContain("application_local17_0001");
  }
}
