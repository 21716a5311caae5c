package io.camus.model;

/** Kafka could not be asked: no broker answers, access was refused, a deadline passed. */
public final class SourceException extends CamusException {
  private static final long serialVersionUID = 1;

  public SourceException(String message) {
    super(ExitCode.OUTSIDE, message, null);
  }

  public SourceException(String message, Throwable cause) {
    super(ExitCode.OUTSIDE, message, cause);
  }
}
