package io.camus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.cli.page.Look;
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

class LiveProgressTest {
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-3f09ac");

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Instant now = Instant.EPOCH;

  private LiveProgress progress(int columns) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Look look = Look.plain(columns);
    return new LiveProgress(new Terminal(stream, stream, look, look, true), () -> now);
  }

  private static Progress tasks(int done, String... quiet) {
    return new Progress(
        done, 100, Optional.of(10_000L * done), Optional.of(1_000_000L * done), List.of(quiet));
  }

  /** What was written over the line since the last call. */
  private String line() {
    String all = err.toString(StandardCharsets.UTF_8);
    err.reset();
    return all.substring(all.lastIndexOf(StatusLine.WIPE) + StatusLine.WIPE.length());
  }

  private void pull(LiveProgress progress) {
    progress.stage(Stage.PULL, "");
    progress.started(RUN, "local", 1_000_000);
    for (int done = 0; done <= 40; done += 10) {
      progress.progress(tasks(done));
      now = now.plusSeconds(1);
    }
  }

  @Test
  void aPullIsABarWithPercentRateTimeAndWhatIsLeft() {
    try (LiveProgress progress = progress(120)) {
      pull(progress);
      assertThat(line())
          .isEqualTo(
              "pull     [=========>                 ]   40 %  100,000/s  ETA 6.0 s  600,000 left"
                  + "  40 of 100 tasks  38.1 MiB");
    }
  }

  @Test
  void aNarrowScreenShowsTheFirstParts() {
    try (LiveProgress progress = progress(80)) {
      pull(progress);
      assertThat(line())
          .isEqualTo("pull     [=====>           ]   40 %  100,000/s  ETA 6.0 s  600,000 left")
          .hasSizeLessThan(80);
    }
  }

  @Test
  void partitionsFromWhichNothingComesTakeThePlaceOfTheBarAndAreCut() {
    try (LiveProgress progress = progress(60)) {
      pull(progress);
      progress.progress(tasks(40, "no data for 40 s from clicks-3 (broker 1 at b:9092: ...)"));
      assertThat(line())
          .isEqualTo("pull      40 %  no data for 40 s from clicks-3 (broker 1 ..")
          .hasSize(59);
    }
  }

  @Test
  void aStageThatWaitsShowsItsTimeAndStays() {
    try (LiveProgress progress = progress(80)) {
      progress.stage(Stage.SETUP, "asking the brokers");
      progress.beat();
      assertThat(line()).isEqualTo("setup    asking the brokers\n");
      now = now.plus(Duration.ofSeconds(12));
      progress.beat();
      assertThat(line()).isEqualTo("setup    ... 12 s");
      progress.stage(Stage.CLEANUP, "history of the run");
      assertThat(line()).isEqualTo("cleanup  history of the run\n");
    }
  }

  @Test
  void theEndOfAPullStaysOnTheScreen() {
    try (LiveProgress progress = progress(80)) {
      pull(progress);
      progress.progress(tasks(100));
      err.reset();
      progress.stage(Stage.COMMIT, "3 tasks");
      assertThat(err.toString(StandardCharsets.UTF_8))
          .isEqualTo(
              StatusLine.WIPE
                  + "pull     100 %  100 of 100 tasks, 1,000,000 messages, 95.4 MiB, 5.0 s, 200,000/s\n"
                  + StatusLine.WIPE
                  + "commit   3 tasks\n");
    }
    assertThat(line()).isEmpty();
  }

  @Test
  void filesThatArePublishedAreCounted() {
    try (LiveProgress progress = progress(80)) {
      progress.stage(Stage.PUBLISH, "2,000 data files");
      now = now.plusMillis(300);
      progress.publishing(1_000, 2_000);
      assertThat(line()).isEqualTo("publish  1,000 of 2,000 files");
    }
  }

  @Test
  void theClockMovesTheLineWhileTheRunWaits() throws InterruptedException {
    LiveProgress progress = progress(80);
    progress.stage(Stage.SETUP, "");
    now = now.plusSeconds(3);
    try (progress) {
      progress.start();
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!err.toString(StandardCharsets.UTF_8).contains("setup    ... 3.0 s")) {
        assertThat(System.nanoTime()).as("a beat within 20 s").isLessThan(deadline);
        Thread.onSpinWait();
      }
    }
  }
}
