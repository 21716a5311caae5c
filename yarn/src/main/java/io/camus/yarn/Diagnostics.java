package io.camus.yarn;

import io.camus.failure.RootCause;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Extracts the reason from a cluster's failure reports, on one line. */
final class Diagnostics {
  private static final String CAUSED_BY = "Caused by: ";
  private static final int LONGEST = 600;
  private static final Pattern TIME = Pattern.compile("\\[\\d{4}-\\d\\d-\\d\\d [\\d:.]+]");
  private static final Set<String> NOISE =
      Set.of(
          "Exception from container-launch.",
          "Last 4096 bytes of prelaunch.err :",
          "Last 4096 bytes of stderr :");

  private Diagnostics() {}

  /** The reason in a printed stack trace, as reported by a cluster. */
  static String ofStackTrace(String trace) {
    if (trace.lines().noneMatch(line -> line.startsWith("\tat "))) {
      return line(trace);
    }
    String reason = trace.lines().findFirst().orElse("");
    for (String line : trace.lines().toList()) {
      if (line.startsWith(CAUSED_BY)) {
        reason = line.substring(CAUSED_BY.length());
      }
    }
    return RootCause.ofPrinted(
        reason.startsWith("Error: ") ? reason.substring("Error: ".length()) : reason);
  }

  /**
   * A cluster's report about a failed application or container on one line, without times and
   * headings, and truncated.
   */
  static String line(String diagnostics) {
    String line =
        diagnostics
            .lines()
            .map(text -> TIME.matcher(text).replaceAll("").strip())
            .filter(text -> !text.isEmpty() && !text.startsWith("at ") && !NOISE.contains(text))
            .collect(Collectors.joining("; "));
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
  }
}
