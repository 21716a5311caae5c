package io.camus.complete;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A topic whose buckets stay open although all positions have passed them.
 *
 * @param from a time in the first bucket that stays open
 * @param reason why, for people
 */
public record HeldOpen(Instant from, String reason) {
  public HeldOpen {
    requireNonNull(from, "from");
    requireNonNull(reason, "reason");
  }
}
