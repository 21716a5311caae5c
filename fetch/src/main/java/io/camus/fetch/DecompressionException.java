package io.camus.fetch;

/** A batch cannot be decompressed: it is damaged, or this host lacks a library. */
final class DecompressionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param cause the exception of the codec or its library
   */
  DecompressionException(Throwable cause) {
    super("the batch cannot be decompressed: " + cause.getMessage(), cause);
  }
}
