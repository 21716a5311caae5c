package io.camus.model;

/** The exit code of a command. */
public enum ExitCode {
  /** Success. */
  OK(0),
  /** A defect in Camus. */
  BUG(1),
  /** The command line or the configuration is wrong; nothing was touched. */
  USAGE(2),
  /** Kafka, the registry or the file system failed; try again later. */
  OUTSIDE(3),
  /** The data broke a rule: an error budget, a lost offset range. The rest is committed. */
  DATA(4),
  /** A commit may or may not have happened; the next run finds out. */
  UNKNOWN(5);

  private final int value;

  ExitCode(int value) {
    this.value = value;
  }

  /** The process exit status. */
  public int value() {
    return value;
  }
}
