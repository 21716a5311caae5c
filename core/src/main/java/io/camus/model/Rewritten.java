package io.camus.model;

import java.util.Locale;

/**
 * Records that are not written byte for byte, because of a setting; a record may count in both.
 *
 * @param escaped records with characters that were replaced by escapes
 * @param trimmed records without the line break at their end
 */
public record Rewritten(long escaped, long trimmed) {
  public static final Rewritten NONE = new Rewritten(0, 0);

  public Rewritten {
    if (escaped < 0 || trimmed < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d escaped and %d trimmed records", escaped, trimmed));
    }
  }

  /** The sum of both. */
  public Rewritten plus(Rewritten other) {
    return new Rewritten(escaped + other.escaped, trimmed + other.trimmed);
  }
}
