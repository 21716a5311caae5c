package io.camus.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One line of progress on standard error: on a screen it is rewritten, elsewhere a new line is
 * printed at intervals.
 */
public final class StatusLine {
  /** Moves to the beginning of the line and clears it. */
  public static final String WIPE = "\r\033[K";

  private static final Duration REST = Duration.ofSeconds(10);
  private static final Duration REST_OF_SCREEN = Duration.ofMillis(200);

  private final Terminal terminal;
  private final InstantSource clock;
  private Instant last;

  public StatusLine(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.last = clock.instant();
  }

  /** Whether enough time has passed since the last line. */
  public boolean isDue() {
    Duration rest = terminal.rewriting() ? REST_OF_SCREEN : REST;
    return Duration.between(last, clock.instant()).compareTo(rest) >= 0;
  }

  /** Shows the progress. */
  public void show(String text) {
    if (terminal.rewriting()) {
      print(WIPE + clipped(text));
    } else {
      terminal.err().println(shown(text));
    }
    last = clock.instant();
  }

  /** Shows a permanent line. */
  public void keep(String text) {
    terminal.err().println((terminal.rewriting() ? WIPE : "") + shown(text));
  }

  /** Resets the time. */
  public void reset() {
    last = clock.instant();
  }

  /** Leaves the screen clean for what comes next. */
  public void end() {
    if (terminal.rewriting()) {
      print(WIPE);
    }
  }

  private String shown(String text) {
    return terminal.messages().paths().apply(text);
  }

  /** A line that fits: the end of a longer one could not be erased. */
  private String clipped(String text) {
    String line = shown(text);
    int room = terminal.messages().tableWidth() - 1;
    return line.length() <= room ? line : line.substring(0, room - 2) + "..";
  }

  private void print(String text) {
    terminal.err().print(text);
    terminal.err().flush();
  }
}
