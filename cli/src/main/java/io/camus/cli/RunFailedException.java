package io.camus.cli;

/**
 * The end of a run in a process that must not exit by itself. It has no stack trace: the message is
 * for people, and where it comes from is the run.
 */
public final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailedException(String message) {
    super(message, null, false, false);
  }
}
