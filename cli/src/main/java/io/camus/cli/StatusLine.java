package io.camus.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One line of progress on standard error: it rewrites itself on a screen, and is a new line now and
 * then elsewhere.
 */
final class StatusLine {
  /** Moves to the begin of the line and clears it. */
  static final String WIPE = "\r\033[K";

  private static final Duration REST = Duration.ofSeconds(10);
  private static final Duration REST_OF_SCREEN = Duration.ofMillis(200);

  private final Terminal terminal;
  private final InstantSource clock;
  private Instant last;

  StatusLine(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.last = clock.instant();
  }

  boolean isOnScreen() {
    return terminal.rewriting();
  }

  /** Whether enough time has passed since the last line. */
  boolean isDue() {
    Duration rest = terminal.rewriting() ? REST_OF_SCREEN : REST;
    return Duration.between(last, clock.instant()).compareTo(rest) >= 0;
  }

  /** Shows how far the work is. */
  void show(String text) {
    if (terminal.rewriting()) {
      print(WIPE + text);
    } else {
      terminal.err().println(text);
    }
    last = clock.instant();
  }

  /** Shows something that stays. */
  void keep(String text) {
    terminal.err().println((terminal.rewriting() ? WIPE : "") + text);
  }

  /** Resets the time. */
  void reset() {
    last = clock.instant();
  }

  /** Leaves the screen clean for what comes next. */
  void end() {
    if (terminal.rewriting()) {
      print(WIPE);
    }
  }

  private void print(String text) {
    terminal.err().print(text);
    terminal.err().flush();
  }
}
