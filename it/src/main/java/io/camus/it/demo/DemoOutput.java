package io.camus.it.demo;

import io.camus.cli.page.Page;
import io.camus.cli.page.Style;
import io.camus.cli.terminal.Terminal;
import java.util.List;

/** What the demo prints: numbered headings, and below them what its parts show. */
final class DemoOutput {
  /** Indentation below a heading. */
  static final int DEPTH = 3;

  private final Terminal terminal;
  private int headings;

  DemoOutput(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Starts the next part. */
  void heading(String text) {
    headings++;
    show(new Page().gap().heading(headings + "  " + text));
  }

  void line(String text) {
    show(new Page().line(DEPTH, text));
  }

  /** A line that is broken where it is too long. */
  void text(String text) {
    show(new Page().paragraph(DEPTH, text));
  }

  /** What tells a run to look like the demo. */
  List<String> runOptions() {
    return terminal.results().style() == Style.NONE ? List.of("--color", "never") : List.of();
  }

  void show(Page page) {
    terminal.show(page);
  }

  /** Work that takes a while: what it is, and how long it takes already, are shown meanwhile. */
  <T, E extends Exception> T during(String what, Work<T, E> work) throws E {
    Wait wait = Wait.begin(terminal, what);
    try {
      return work.result();
    } finally {
      wait.end();
    }
  }

  /** Work that may fail in one way. */
  interface Work<T, E extends Exception> {
    T result() throws E;
  }
}
