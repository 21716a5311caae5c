package io.camus.cli.view;

/** Whether something is done, or only shown. */
public enum Mode {
  /** It is done. */
  REAL,
  /** Nothing is changed anywhere. */
  DRY_RUN
}
