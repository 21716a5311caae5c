package io.camus.cli;

/**
 * The failure of a run in a process that must not be exited. It has no stack trace: the message is
 * for people, and the place in the code is irrelevant.
 */
public final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailedException(String message) {
    super(message, null, false, false);
  }
}
