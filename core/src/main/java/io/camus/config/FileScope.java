package io.camus.config;

import java.util.List;
import java.util.Optional;

/** Whose records share a data file. */
public enum FileScope {
  /** Those of one topic-partition. */
  PARTITION,
  /** Those of all partitions of a topic that one task pulls. */
  TOPIC;

  static Optional<FileScope> named(String word) {
    return Reading.member(values(), word);
  }

  static List<String> words() {
    return Reading.words(values());
  }
}
