package io.camus.failure;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The root cause of an exception, on one line, without a stack trace. */
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

  /** {@code inner message} alone, if the outer messages add nothing. */
  public static String innermost(Throwable thrown) {
    return FailureWords.of(root(thrown));
  }

  /** The same for the first line of an exception printed by another process. */
  public static String ofPrinted(String line) {
    return FailureWords.ofPrinted(line);
  }

  /** A failure and its chain of causes: at least one. */
  public static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
  }

  static Throwable root(Throwable thrown) {
    return chain(thrown).reduce(thrown, (outer, inner) -> inner);
  }
}
