package io.camus.schema;

/** A schema that a registry has, and that cannot be used; the message says why. */
final class UnusableSchemaException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableSchemaException(String message) {
    super(message);
  }
}
