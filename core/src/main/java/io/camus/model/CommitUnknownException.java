package io.camus.model;

/**
 * A commit record may or may not be in the log: the file system failed on every attempt to check.
 */
public final class CommitUnknownException extends CamusException {
  private static final long serialVersionUID = 1;

  public CommitUnknownException(String message) {
    super(ExitCode.UNKNOWN, message, null);
  }

  public CommitUnknownException(String message, Throwable cause) {
    super(ExitCode.UNKNOWN, message, cause);
  }
}
