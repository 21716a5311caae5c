package io.camus.cli.page;

/** The meaning of words for the reader; a {@link Style} decides how it looks. */
public enum Tone {
  PLAIN,
  /** Emphasis. */
  STRONG,
  /** A success. */
  GOOD,
  /** A warning. */
  WARNING,
  /** A failure. */
  BAD
}
