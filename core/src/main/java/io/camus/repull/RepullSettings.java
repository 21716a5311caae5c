package io.camus.repull;

import java.time.Duration;

/**
 * Settings of a repull.
 *
 * @param stall how long to wait without data
 * @param ranges maximum number of ranges in memory
 * @param partitions maximum number of partitions pulled in parallel
 * @param listed maximum number of listed violations
 */
public record RepullSettings(Duration stall, int ranges, int partitions, int listed) {
  /** Defaults that fit into a small heap. */
  public static RepullSettings of(Duration stall) {
    return new RepullSettings(stall, 50_000, 200, 10_000);
  }
}
