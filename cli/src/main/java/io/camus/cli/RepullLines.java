package io.camus.cli;

import io.camus.cli.page.Figures;
import io.camus.cli.terminal.StatusLine;
import io.camus.cli.terminal.Terminal;
import io.camus.repull.RepullProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * The progress of a comparison with Kafka on standard error.
 *
 * <p>{@code kafka 1,200 ranges, 450,000 records, 12 s, 37,500 records/s}
 */
final class RepullLines implements RepullProgress {
  private final StatusLine status;
  private final InstantSource clock;
  private final Instant begin;

  RepullLines(Terminal terminal, InstantSource clock) {
    this.status = new StatusLine(terminal, clock);
    this.clock = clock;
    this.begin = clock.instant();
  }

  @Override
  public void pulled(long ranges, long records) {
    if (!status.isDue()) {
      return;
    }
    Duration elapsed = Duration.between(begin, clock.instant());
    status.show(
        String.format(
            Locale.ROOT,
            "kafka    %s, %s, %s, %s records/s",
            Figures.count(ranges, "range"),
            Figures.count(records, "record"),
            Figures.duration(elapsed),
            Figures.count(Figures.perSecond(records, elapsed))));
  }

  void end() {
    status.end();
  }
}
