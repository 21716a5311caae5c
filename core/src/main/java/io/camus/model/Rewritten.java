package io.camus.model;

import java.util.Locale;

/**
 * Records that are not written as they were, because of a setting; a record may count several
 * times.
 *
 * @param escaped records with characters that were replaced by escapes
 * @param trimmed records without the line break at their end
 * @param reduced records without a part of their content, which the files cannot hold
 */
public record Rewritten(long escaped, long trimmed, long reduced) {
  public static final Rewritten NONE = new Rewritten(0, 0, 0);

  public Rewritten {
    if (escaped < 0 || trimmed < 0 || reduced < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d escaped, %d trimmed and %d reduced records",
              escaped,
              trimmed,
              reduced));
    }
  }

  /** The sums. */
  public Rewritten plus(Rewritten other) {
    return new Rewritten(escaped + other.escaped, trimmed + other.trimmed, reduced + other.reduced);
  }
}
