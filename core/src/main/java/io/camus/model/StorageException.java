package io.camus.model;

/** The file system failed; the operation did not happen, or is safe to repeat. */
public final class StorageException extends CamusException {
  private static final long serialVersionUID = 1;

  public StorageException(String message) {
    super(ExitCode.OUTSIDE, message, null);
  }

  public StorageException(String message, Throwable cause) {
    super(ExitCode.OUTSIDE, message, cause);
  }
}
