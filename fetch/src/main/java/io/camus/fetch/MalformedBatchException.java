package io.camus.fetch;

/** A record batch that contradicts its header. */
final class MalformedBatchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedBatchException(String message) {
    super(message);
  }

  MalformedBatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
