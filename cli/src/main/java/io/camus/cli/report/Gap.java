package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

/**
 * A part of the report that is missing or incomplete.
 *
 * @param part the part
 * @param sentence what could not be read, why, and what to do
 */
public record Gap(Part part, String sentence) {

  /** A part of the report. */
  public enum Part {
    /** The balanced books: states of hours, and the tiers before ours. */
    BOOKS,
    /** Complete buckets. */
    COMPLETENESS,
    /** Lags and times to loss. */
    POSITIONS,
    RUNS,
    /** Files, and the numbers of written records. */
    FILES,
    DEAD_LETTERS
  }

  public Gap {
    requireNonNull(part, "part");
    requireNonNull(sentence, "sentence");
  }
}
