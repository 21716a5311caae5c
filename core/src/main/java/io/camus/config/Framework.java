package io.camus.config;

/** Where the tasks run. */
public enum Framework {
  /** In this process, several in parallel. */
  LOCAL,
  /** In containers of a cluster. */
  YARN
}
