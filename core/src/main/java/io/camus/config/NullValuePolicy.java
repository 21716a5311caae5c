package io.camus.config;

/** What becomes of a record whose value is null, a tombstone. */
public enum NullValuePolicy {
  /** It is kept as a dead letter, with its key and headers. */
  DEAD_LETTER,
  /** It is left out and counted as skipped. */
  SKIP
}
