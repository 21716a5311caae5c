package io.camus.config;

/** What becomes of a line break in a text that has to be one line of a file. */
public enum LineBreakPolicy {
  /** It is replaced in a way that can be undone, and the record is counted as escaped. */
  ESCAPE,
  /** The record becomes a dead letter. */
  DEAD_LETTER,
  /** One at the end of the text is dropped, all others are escaped; both are counted. */
  TRIM
}
