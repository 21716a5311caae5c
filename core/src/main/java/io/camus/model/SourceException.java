package io.camus.model;

/** Kafka gave no answer: no broker is reachable, access was refused, or a deadline passed. */
public final class SourceException extends CamusException {
  private static final long serialVersionUID = 1;

  public SourceException(String message) {
    super(ExitCode.OUTSIDE, message, null);
  }

  public SourceException(String message, Throwable cause) {
    super(ExitCode.OUTSIDE, message, cause);
  }
}
