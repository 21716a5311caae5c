package io.camus.model;

/**
 * The root of all exceptions that Camus throws on purpose. Its subclasses, all in this package,
 * differ by what the caller can do about them. Messages say what happened, where
 * (topic-partition@offset or path) and what to do; they hold no secret.
 */
public abstract class CamusException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;

  CamusException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The exit code if this is not handled. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
