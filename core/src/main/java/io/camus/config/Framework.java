package io.camus.config;

import java.util.List;
import java.util.Optional;

/** Where the tasks run. */
public enum Framework {
  /** In this process, several at a time. */
  LOCAL,
  /** In containers of a cluster. */
  YARN;

  static Optional<Framework> named(String word) {
    return Reading.member(values(), word);
  }

  static List<String> words() {
    return Reading.words(values());
  }
}
