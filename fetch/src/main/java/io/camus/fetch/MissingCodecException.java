package io.camus.fetch;

import io.camus.failure.NativeCodecs;

/** A batch that cannot be decompressed here, whatever it holds. */
final class MissingCodecException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private MissingCodecException(Throwable cause) {
    super(NativeCodecs.why(cause), cause);
  }

  /** What to throw where a batch could not be decompressed: this, or that the batch is damaged. */
  static RuntimeException orMalformed(Throwable cause) {
    return NativeCodecs.isMissing(cause)
        ? new MissingCodecException(cause)
        : new MalformedBatchException(
            "the batch cannot be decompressed: " + cause.getMessage(), cause);
  }
}
