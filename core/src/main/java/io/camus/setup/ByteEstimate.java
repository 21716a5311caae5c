package io.camus.setup;

import java.util.Optional;
import java.util.OptionalDouble;

/** How many bytes a part of a partition is expected to hold. */
final class ByteEstimate {
  /** Taken where the broker does not tell what it stores. */
  static final long FALLBACK_BYTES_PER_OFFSET = 1024;

  private ByteEstimate() {}

  /**
   * What was measured, or else the part of the stored bytes that the offsets to pull are of all
   * offsets.
   *
   * @param lag number of offsets to pull, at least 1
   * @param bounds the offsets that the leader stores
   * @param storedBytes what they take there
   * @param measured bytes of keys and values per offset, as an earlier run has found them; this is
   *     what the work depends on, and is taken if it is known
   */
  static long of(long lag, Bounds bounds, Optional<Long> storedBytes, OptionalDouble measured) {
    if (measured.isPresent()) {
      return (long) (measured.getAsDouble() * lag);
    }
    long offsets = bounds.end() - bounds.earliest();
    double bytesPerOffset =
        storedBytes.isPresent() && offsets > 0
            ? (double) storedBytes.get() / offsets
            : FALLBACK_BYTES_PER_OFFSET;
    return (long) (bytesPerOffset * lag);
  }
}
