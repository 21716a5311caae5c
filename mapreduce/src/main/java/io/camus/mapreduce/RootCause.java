package io.camus.mapreduce;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The reason under an exception, on one line for people. */
final class RootCause {
  private static final String CAUSED_BY = "Caused by: ";
  private static final int LONGEST = 600;
  private static final Pattern TIME = Pattern.compile("\\[\\d{4}-\\d\\d-\\d\\d [\\d:.]+]");
  private static final Set<String> NOISE =
      Set.of(
          "Exception from container-launch.",
          "Last 4096 bytes of prelaunch.err :",
          "Last 4096 bytes of stderr :");

  private RootCause() {}

  /** {@code outer message (InnerException: inner message)}. */
  static String line(Throwable thrown) {
    Throwable root = root(thrown);
    String outer = describe(thrown);
    if (root == thrown || root.getMessage() == null || outer.contains(root.getMessage())) {
      return outer;
    }
    return "%s (%s: %s)"
        .formatted(outer, root.getClass().getSimpleName(), oneLine(root.getMessage()));
  }

  /** {@code inner message} alone, where the outer ones only say that something was tried. */
  static String innermost(Throwable thrown) {
    return describe(root(thrown));
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; root.getCause() != null && depth < 100; depth++) {
      root = root.getCause();
    }
    return root;
  }

  /** The reason in a printed stack trace, which is what a cluster hands back. */
  static String ofStackTrace(String trace) {
    if (trace.lines().noneMatch(line -> line.startsWith("\tat "))) {
      return ofDiagnostics(trace);
    }
    String reason = trace.lines().findFirst().orElse("");
    for (String line : trace.lines().toList()) {
      if (line.startsWith(CAUSED_BY)) {
        reason = line.substring(CAUSED_BY.length());
      }
    }
    return reason.startsWith("Error: ") ? reason.substring("Error: ".length()) : reason;
  }

  /**
   * What a cluster says of an application or a container that failed, on one line: without times
   * and headings, and cut where it goes on for long.
   */
  static String ofDiagnostics(String diagnostics) {
    String line =
        diagnostics
            .lines()
            .map(text -> TIME.matcher(text).replaceAll("").strip())
            .filter(text -> !text.isEmpty() && !text.startsWith("at ") && !NOISE.contains(text))
            .collect(Collectors.joining("; "));
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
  }

  private static String describe(Throwable thrown) {
    return thrown.getMessage() == null || thrown.getMessage().isBlank()
        ? thrown.getClass().getSimpleName()
        : oneLine(thrown.getMessage());
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
