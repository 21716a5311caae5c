package io.camus.model;

import java.util.Locale;

/** The reason under an exception, on one line for people. */
public final class RootCause {
  private static final int DEEPEST = 100;

  private RootCause() {}

  /** {@code outer message (InnerException: inner message)}. */
  public static String line(Throwable thrown) {
    Throwable root = root(thrown);
    String outer = describe(thrown);
    if (root == thrown || root.getMessage() == null || outer.contains(root.getMessage())) {
      return outer;
    }
    return String.format(
        Locale.ROOT,
        "%s (%s: %s)",
        outer,
        root.getClass().getSimpleName(),
        oneLine(root.getMessage()));
  }

  /** {@code inner message} alone, where the outer ones only say that something was tried. */
  public static String innermost(Throwable thrown) {
    return describe(root(thrown));
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
      root = root.getCause();
    }
    return root;
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
