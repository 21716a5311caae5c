package io.camus.model;

import static java.util.Objects.requireNonNull;

/**
 * A range that the setup stage decided to pull.
 *
 * @param range the offsets to pull
 * @param estimatedBytes what the broker stores for them, in bytes, as far as it can be told
 */
public record PlannedRange(OffsetRange range, long estimatedBytes) {
  public PlannedRange {
    requireNonNull(range, "range");
  }
}
