package io.camus.cli;

import io.camus.cli.page.Figures;
import io.camus.repull.RepullProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * The progress of a comparison with Kafka on standard error: one line that rewrites itself on a
 * screen, or a new line now and then elsewhere.
 *
 * <p>{@code kafka 1,200 ranges, 450,000 records, 12 s, 37,500 records/s}
 */
final class RepullLines implements RepullProgress {
  private static final Duration REST = Duration.ofSeconds(10);
  private static final Duration REST_OF_SCREEN = Duration.ofMillis(200);

  private final Terminal terminal;
  private final InstantSource clock;
  private final Instant begin;
  private Instant last;

  RepullLines(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.begin = clock.instant();
    this.last = begin;
  }

  @Override
  public void pulled(long ranges, long records) {
    Instant now = clock.instant();
    Duration rest = terminal.rewriting() ? REST_OF_SCREEN : REST;
    if (Duration.between(last, now).compareTo(rest) < 0) {
      return;
    }
    last = now;
    Duration elapsed = Duration.between(begin, now);
    String line =
        String.format(
            Locale.ROOT,
            "kafka    %s, %s, %s, %s records/s",
            Figures.count(ranges, "range"),
            Figures.count(records, "record"),
            Figures.duration(elapsed),
            Figures.count(Figures.perSecond(records, elapsed)));
    if (terminal.rewriting()) {
      terminal.err().print(ProgressLines.WIPE + line);
      terminal.err().flush();
    } else {
      terminal.err().println(line);
    }
  }

  /** Leaves the screen clean for what comes next. */
  void end() {
    if (terminal.rewriting()) {
      terminal.err().print(ProgressLines.WIPE);
      terminal.err().flush();
    }
  }
}
