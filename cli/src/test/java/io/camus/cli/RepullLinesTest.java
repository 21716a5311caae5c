package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.cli.page.Look;
import io.camus.cli.terminal.StatusLine;
import io.camus.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RepullLinesTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-11-22T14:05:59Z");

  private RepullLines lines(boolean screen) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new RepullLines(
        new Terminal(stream, stream, Look.plain(80), Look.plain(80), screen), () -> now);
  }

  private String text() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLogGetsALineEveryTenSeconds() {
    RepullLines lines = lines(false);
    for (int second = 0; second < 25; second++) {
      lines.pulled(second, second * 1_000L);
      now = now.plusSeconds(1);
    }
    lines.end();

    assertThat(text())
        .isEqualTo(
            """
            kafka    10 ranges, 10,000 records, 10 s, 1,000 records/s
            kafka    20 ranges, 20,000 records, 20 s, 1,000 records/s
            """);
  }

  @Test
  void aScreensLineIsRewrittenAndWipedInTheEnd() {
    RepullLines lines = lines(true);
    lines.pulled(1, 1);
    assertThat(text()).isEmpty();
    now = now.plusSeconds(1);
    lines.pulled(1, 500);
    lines.end();

    assertThat(text())
        .isEqualTo(
            StatusLine.WIPE
                + "kafka    1 range, 500 records, 1.0 s, 500 records/s"
                + StatusLine.WIPE);
  }
}
