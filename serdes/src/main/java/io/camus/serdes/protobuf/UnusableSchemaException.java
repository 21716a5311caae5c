package io.camus.serdes.protobuf;

/** A registered schema that records cannot be decoded with; the message says why. */
final class UnusableSchemaException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableSchemaException(String message) {
    super(message);
  }
}
