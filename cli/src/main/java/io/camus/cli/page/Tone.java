package io.camus.cli.page;

/** What words mean to a reader; a {@link Style} decides how that looks. */
public enum Tone {
  PLAIN,
  /** Words that catch the eye. */
  STRONG,
  /** A success. */
  GOOD,
  /** Something to look at. */
  WARNING,
  /** A failure. */
  BAD
}
