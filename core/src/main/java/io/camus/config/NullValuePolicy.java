package io.camus.config;

/** What to do with a record whose value is null, a tombstone. */
public enum NullValuePolicy {
  /** It is kept as a dead letter, with its key and headers. */
  DEAD_LETTER,
  /** It is dropped and counted as skipped. */
  SKIP
}
