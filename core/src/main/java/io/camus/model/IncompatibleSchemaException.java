package io.camus.model;

/**
 * Data have a schema that the topic's rule of compatibility does not allow. The topic is not pulled
 * further; other topics are not affected.
 */
public final class IncompatibleSchemaException extends CamusException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what is incompatible with what, and what to do
   */
  public IncompatibleSchemaException(String message) {
    super(ExitCode.DATA, message, null);
  }
}
