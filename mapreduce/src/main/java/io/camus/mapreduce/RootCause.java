package io.camus.mapreduce;

/** The reason under an exception, on one line for people. */
final class RootCause {
  private static final String CAUSED_BY = "Caused by: ";

  private RootCause() {}

  /** {@code outer message (InnerException: inner message)}. */
  static String line(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; root.getCause() != null && depth < 100; depth++) {
      root = root.getCause();
    }
    String outer = describe(thrown);
    if (root == thrown || root.getMessage() == null || outer.contains(root.getMessage())) {
      return outer;
    }
    return "%s (%s: %s)"
        .formatted(outer, root.getClass().getSimpleName(), oneLine(root.getMessage()));
  }

  /** The reason in a printed stack trace, which is what a cluster hands back. */
  static String ofStackTrace(String trace) {
    String reason = trace.lines().findFirst().orElse("");
    for (String line : trace.lines().toList()) {
      if (line.startsWith(CAUSED_BY)) {
        reason = line.substring(CAUSED_BY.length());
      }
    }
    return reason.startsWith("Error: ") ? reason.substring("Error: ".length()) : reason;
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
