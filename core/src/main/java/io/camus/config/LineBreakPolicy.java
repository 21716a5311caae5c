package io.camus.config;

/** What to do with a line break in a text that must be one line of a file. */
public enum LineBreakPolicy {
  /** It is escaped reversibly, and the record is counted as escaped. */
  ESCAPE,
  /** The record becomes a dead letter. */
  DEAD_LETTER,
  /** One at the end of the text is dropped, all others are escaped; both are counted. */
  TRIM
}
