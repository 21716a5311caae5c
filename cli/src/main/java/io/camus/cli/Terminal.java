package io.camus.cli;

import io.camus.cli.page.Page;
import io.camus.cli.page.TextRenderer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the command line writes.
 *
 * @param out results
 * @param err progress, problems with the call, logs
 * @param rewriting whether {@code err} is a screen, where a line can be written over
 * @param colored whether {@code out} is a screen that wants colors
 */
public record Terminal(PrintStream out, PrintStream err, boolean rewriting, boolean colored) {
  private static final int LEAST_COLUMNS = 60;
  private static final int USUAL_COLUMNS = 100;
  private static final int MOST_COLUMNS = 120;

  /**
   * Characters in a line; tables fit in, as far as their content lets them. As wide as the screen,
   * which the launcher tells, within what can be read well.
   */
  static final int COLUMNS = columns(Integer.getInteger("camus.terminal.columns", 0));

  /**
   * @param screen columns of the screen; 0 if there is none
   */
  static int columns(int screen) {
    return screen < LEAST_COLUMNS ? USUAL_COLUMNS : Math.min(screen, MOST_COLUMNS);
  }

  /**
   * The process's own streams. The launcher tells in {@code camus.terminal.out} and {@code .err}
   * what is a screen: Java can tell that of both together only.
   */
  public static Terminal ofProcess(Map<String, String> environment) {
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean noColor = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        Boolean.getBoolean("camus.terminal.err") && !dumb,
        Boolean.getBoolean("camus.terminal.out") && !dumb && !noColor);
  }

  /** Words that should catch the eye. */
  private String strong(String words) {
    return colored ? "\033[1m" + words + "\033[0m" : words;
  }

  /** Shows a page at once. */
  void show(Page page) {
    TextRenderer.lines(page, COLUMNS, this::strong).forEach(out::println);
    out.flush();
  }

  /** Says what is wrong. */
  void complain(String sentence) {
    err.println("camus: " + sentence);
  }

  /** Prints a line, or a document. */
  void print(String text) {
    out.println(text);
    out.flush();
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
