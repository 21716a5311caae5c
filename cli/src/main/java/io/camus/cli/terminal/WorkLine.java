package io.camus.cli.terminal;

import io.camus.cli.page.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The progress of work with a known size on standard error: a bar on a screen, and in a log a line
 * every ten seconds. Close it to leave the screen clean.
 *
 * <p>{@code verify [====> ] 45 % ETA 15 s 1,200 of 2,700 files}
 */
public final class WorkLine implements AutoCloseable {
  /** Work that takes longer shows its time. */
  private static final Duration QUICK = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final StatusLine status;
  private final InstantSource clock;
  private final String head;
  private final Instant begin;
  private final Pace pace = new Pace();
  private final Beat beat = new Beat();
  private Optional<Share> latest = Optional.empty();

  /**
   * How much is done.
   *
   * @param done in the unit of {@code of}
   * @param details for people, the most important first
   */
  public record Share(long done, long of, List<String> details) {
    public Share {
      details = List.copyOf(details);
    }

    long percent() {
      return of == 0 ? 100 : 100 * Math.min(done, of) / of;
    }
  }

  /**
   * @param name of the work, at most eight characters
   */
  WorkLine(Terminal terminal, InstantSource clock, String name) {
    this.terminal = terminal;
    this.status = new StatusLine(terminal, clock);
    this.clock = clock;
    this.head = String.format(Locale.ROOT, "%-8s ", name);
    this.begin = clock.instant();
  }

  /**
   * A line that moves from now on.
   *
   * @param name of the work, at most eight characters
   */
  public static WorkLine start(Terminal terminal, String name) {
    WorkLine line = new WorkLine(terminal, InstantSource.system(), name);
    line.beat.start(line::beat);
    return line;
  }

  /** Shows how much is done, if it is time to. */
  public synchronized void show(Share share) {
    latest = Optional.of(share);
    if (status.isDue()) {
      pace.add(clock.instant(), share.done());
      status.show(head + words(share));
    }
  }

  /** Shows the time while nothing is known, or nothing changes. */
  synchronized void beat() {
    if (!status.isDue()) {
      return;
    }
    if (latest.isPresent()) {
      status.show(head + words(latest.get()));
    } else if (elapsed().compareTo(QUICK) >= 0) {
      status.show(head + "... " + Figures.duration(elapsed()));
    }
  }

  private String words(Share share) {
    List<String> parts = new ArrayList<>();
    if (terminal.rewriting()) {
      pace.timeFor(share.of() - share.done())
          .filter(left -> share.done() > 0)
          .ifPresent(left -> parts.add("ETA " + Figures.duration(left)));
      parts.addAll(share.details());
      return new Bar(share.percent())
          .line(terminal.messages().tableWidth() - 1 - head.length(), parts);
    }
    parts.addAll(share.details());
    parts.add(Figures.duration(elapsed()));
    return String.format(Locale.ROOT, "%3d %%  %s", share.percent(), String.join(", ", parts));
  }

  private Duration elapsed() {
    return Duration.between(begin, clock.instant());
  }

  @Override
  public void close() {
    beat.close();
    synchronized (this) {
      status.end();
    }
  }
}
