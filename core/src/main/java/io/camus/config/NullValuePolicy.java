package io.camus.config;

import java.util.List;
import java.util.Optional;

/** What becomes of a record whose value is null, a tombstone. */
public enum NullValuePolicy {
  /** It is kept as a dead letter, with its key and headers. */
  DEAD_LETTER,
  /** It is left out and counted as skipped. */
  SKIP;

  static Optional<NullValuePolicy> named(String word) {
    return Reading.member(values(), word);
  }

  static List<String> words() {
    return Reading.words(values());
  }
}
