package io.camus.config;

import java.util.List;
import java.util.Optional;

/** What reads the records of a task from Kafka. */
public enum ReaderKind {
  /** Whole record batches, read in place. */
  BATCHES,
  /** Kafka's own consumer. */
  CONSUMER;

  static Optional<ReaderKind> named(String word) {
    return Reading.member(values(), word);
  }

  static List<String> words() {
    return Reading.words(values());
  }
}
