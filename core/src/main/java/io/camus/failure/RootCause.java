package io.camus.failure;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The reason under an exception, on one line for people. No stack trace is in it. */
public final class RootCause {
  private static final int DEEPEST = 100;

  private RootCause() {}

  /** {@code outer message (InnerException: inner message)}. */
  public static String line(Throwable thrown) {
    Throwable root = root(thrown);
    String outer = FailureWords.of(thrown);
    String inner = FailureWords.of(root);
    if (root == thrown || root.getMessage() == null || outer.contains(inner)) {
      return outer;
    }
    return String.format(Locale.ROOT, "%s (%s: %s)", outer, root.getClass().getSimpleName(), inner);
  }

  /** {@code inner message} alone, where the outer ones only say that something was tried. */
  public static String innermost(Throwable thrown) {
    return FailureWords.of(root(thrown));
  }

  /** The same of the first line that another process has printed of an exception. */
  public static String ofPrinted(String line) {
    return FailureWords.ofPrinted(line);
  }

  /** A failure, what caused it, what caused that, and so on: at least one. */
  public static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
  }

  static Throwable root(Throwable thrown) {
    return chain(thrown).reduce(thrown, (outer, inner) -> inner);
  }
}
