package io.camus.setup;

import java.util.Optional;

/** How many bytes a part of a partition is expected to hold. */
final class ByteEstimate {
  /** Taken where the broker does not tell what it stores. */
  static final long FALLBACK_BYTES_PER_OFFSET = 1024;

  private ByteEstimate() {}

  /**
   * The part of the stored bytes that the offsets to pull are of all offsets.
   *
   * @param lag number of offsets to pull, at least 1
   * @param bounds the offsets that the leader stores
   * @param storedBytes what they take there
   */
  static long of(long lag, Bounds bounds, Optional<Long> storedBytes) {
    long offsets = bounds.end() - bounds.earliest();
    double bytesPerOffset =
        storedBytes.isPresent() && offsets > 0
            ? (double) storedBytes.get() / offsets
            : FALLBACK_BYTES_PER_OFFSET;
    return (long) (bytesPerOffset * lag);
  }
}
