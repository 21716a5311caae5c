package io.camus.fetch;

/** A batch that cannot be decompressed: it is damaged, or this host lacks what that needs. */
final class DecompressionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param cause what the codec or its library threw
   */
  DecompressionException(Throwable cause) {
    super("the batch cannot be decompressed: " + cause.getMessage(), cause);
  }
}
