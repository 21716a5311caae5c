package io.camus.repull;

import java.time.Duration;

/**
 * How what was pulled is pulled again.
 *
 * @param stall how long Kafka may hand out nothing
 * @param ranges how many ranges are held in memory at once
 * @param partitions how many partitions are pulled at once
 * @param listed how many violations the report lists
 */
public record RepullSettings(Duration stall, int ranges, int partitions, int listed) {
  /** What fits into a small heap. */
  public static RepullSettings of(Duration stall) {
    return new RepullSettings(stall, 50_000, 200, 10_000);
  }
}
