package io.camus.config;

/** What reads the records of a task from Kafka. */
public enum ReaderKind {
  /** Whole record batches, read in place. */
  BATCHES,
  /** Kafka's own consumer. */
  CONSUMER
}
