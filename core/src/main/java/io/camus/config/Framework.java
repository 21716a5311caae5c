package io.camus.config;

/** Where the tasks run. */
public enum Framework {
  /** In this process, several at a time. */
  LOCAL,
  /** In containers of a cluster. */
  YARN
}
