package io.camus.model;

/** The schema registry gave no answer: not "unknown id", but down, slow or refusing us. */
public final class SchemaUnavailableException extends CamusException {
  private static final long serialVersionUID = 1;

  public SchemaUnavailableException(String message) {
    super(ExitCode.OUTSIDE, message, null);
  }

  public SchemaUnavailableException(String message, Throwable cause) {
    super(ExitCode.OUTSIDE, message, cause);
  }
}
