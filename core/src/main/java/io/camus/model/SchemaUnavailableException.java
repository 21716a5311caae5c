package io.camus.model;

/**
 * The schema registry gave no answer: it is down, slow or refuses access. Not used for unknown ids.
 */
public final class SchemaUnavailableException extends CamusException {
  private static final long serialVersionUID = 1;

  public SchemaUnavailableException(String message) {
    super(ExitCode.OUTSIDE, message, null);
  }

  public SchemaUnavailableException(String message, Throwable cause) {
    super(ExitCode.OUTSIDE, message, cause);
  }
}
