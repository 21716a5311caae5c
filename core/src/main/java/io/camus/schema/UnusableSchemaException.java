package io.camus.schema;

/** A schema in a registry is unusable; the message says why. */
final class UnusableSchemaException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableSchemaException(String message) {
    super(message);
  }
}
