package io.camus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.cli.page.Look;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkLineTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-11-22T14:05:59Z");

  private WorkLine line(boolean screen) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new WorkLine(
        new Terminal(stream, stream, Look.plain(60), Look.plain(60), screen), () -> now, "verify");
  }

  private String text() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void aLogGetsALineEveryTenSeconds() {
    try (WorkLine line = line(false)) {
      for (int second = 0; second < 25; second++) {
        line.show(new WorkLine.Share(second, 40, List.of(second + " of 40 files")));
        pass(Duration.ofSeconds(1));
      }
    }

    assertThat(text())
        .isEqualTo(
            """
            verify    25 %  10 of 40 files, 10 s
            verify    50 %  20 of 40 files, 20 s
            """);
  }

  @Test
  void aScreenHasABarThatIsWipedInTheEnd() {
    try (WorkLine line = line(true)) {
      line.show(new WorkLine.Share(0, 100, List.of("0 of 9 files")));
      assertThat(text()).as("not yet due").isEmpty();
      pass(Duration.ofSeconds(1));
      line.show(new WorkLine.Share(20, 100, List.of("2 of 9 files")));
      pass(Duration.ofSeconds(1));
      line.show(new WorkLine.Share(40, 100, List.of("4 of 9 files", "a detail without room")));
    }

    assertThat(text())
        .isEqualTo(
            StatusLine.WIPE
                + "verify   [=>          ]   20 %  2 of 9 files"
                + StatusLine.WIPE
                + "verify   [===>        ]   40 %  ETA 3.0 s  4 of 9 files"
                + StatusLine.WIPE);
  }

  @Test
  void beforeAnythingIsKnownTheTimePasses() {
    try (WorkLine line = line(true)) {
      pass(Duration.ofMillis(800));
      line.beat();
      assertThat(text()).as("quick work shows nothing").isEmpty();
      pass(Duration.ofMillis(800));
      line.beat();
    }

    assertThat(text()).isEqualTo(StatusLine.WIPE + "verify   ... 1.6 s" + StatusLine.WIPE);
  }

  @Test
  void workOfNothingIsDone() {
    try (WorkLine line = line(false)) {
      pass(Duration.ofSeconds(11));
      line.show(new WorkLine.Share(0, 0, List.of("0 of 0 files")));
    }

    assertThat(text()).isEqualTo("verify   100 %  0 of 0 files, 11 s\n");
  }
}
