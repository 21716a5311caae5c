package io.camus.cli;

import io.camus.cli.terminal.StatusLine;
import io.camus.cli.terminal.Terminal;
import java.util.List;
import java.util.Properties;

/**
 * What the log needs to know before its first line: {@link StandardLog} and a {@code logback.xml}
 * read the properties that are set here.
 */
final class Logging {
  /** Level of Camus' own loggers. */
  static final String LEVEL = "camus.log.level";

  /** What a log line begins with: on a screen, it wipes the progress line. */
  static final String BEGIN = "camus.log.begin";

  private Logging() {}

  /** Sets the properties, unless the user has set them. */
  static void configure(List<String> arguments, Terminal terminal, Properties properties) {
    if (arguments.contains("-v") || arguments.contains("--verbose")) {
      properties.putIfAbsent(LEVEL, "DEBUG");
    } else if (arguments.contains("-q") || arguments.contains("--quiet")) {
      properties.putIfAbsent(LEVEL, "ERROR");
    }
    properties.putIfAbsent(BEGIN, terminal.rewriting() ? StatusLine.WIPE : "");
  }
}
