package io.camus.cli.terminal;

import io.camus.cli.page.Look;
import io.camus.cli.page.Style;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What is known about the screen that a process writes to.
 *
 * @param environment {@code COLUMNS}, {@code NO_COLOR} and {@code TERM}
 * @param launcher the launcher's properties: {@code camus.terminal.out} and {@code .err} if the
 *     stream is a screen, {@code camus.terminal.columns} if one of them is. Java can tell that of
 *     both together only
 * @param wish what the user asked for
 */
record Screen(Map<String, String> environment, Properties launcher, ColorWish wish) {
  static final String OUT = "camus.terminal.out";
  static final String ERR = "camus.terminal.err";
  static final String COLUMNS = "camus.terminal.columns";

  /** Characters per line of text if there is no screen. */
  static final int USUAL_TEXT = 100;

  /** Longer lines are hard to read. */
  private static final int MOST_TEXT = 120;

  private static final int LEAST_COLUMNS = 20;
  private static final int USUAL_COLUMNS = 80;

  /** How text looks on a stream. Tables are as wide as the screen, and of any width elsewhere. */
  Look look(String stream) {
    int named = number(environment.get("COLUMNS"));
    boolean limited = named > 0 || isScreen(stream);
    int columns = named > 0 ? named : number(launcher.getProperty(COLUMNS));
    if (columns < LEAST_COLUMNS) {
      columns = USUAL_COLUMNS;
    }
    return new Look(
        limited ? Math.min(columns, MOST_TEXT) : USUAL_TEXT,
        limited ? columns : Integer.MAX_VALUE,
        isColored(stream) ? Style.ANSI : Style.NONE,
        new WorkingDirectory(Path.of("").toAbsolutePath())::relative);
  }

  /** Whether a line of a stream can be overwritten. */
  boolean rewrites(String stream) {
    return isScreen(stream) && !isDumb();
  }

  private boolean isColored(String stream) {
    return switch (wish) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          isScreen(stream) && !isDumb() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    };
  }

  private boolean isScreen(String stream) {
    return Boolean.parseBoolean(launcher.getProperty(stream));
  }

  private boolean isDumb() {
    return "dumb".equals(environment.get("TERM"));
  }

  private static int number(String text) {
    return text != null && text.strip().matches("\\d{1,5}") ? Integer.parseInt(text.strip()) : 0;
  }
}
