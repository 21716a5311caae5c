package io.camus.model;

import java.time.Instant;

/** Where a topic-partition that was never pulled begins. */
public sealed interface StartPosition {
  /** The oldest record that the broker holds. */
  record Earliest() implements StartPosition {}

  /** The next record to be produced. */
  record Latest() implements StartPosition {}

  /**
   * The first record whose Kafka timestamp is at or after a time.
   *
   * @param time the time
   */
  record AtTime(Instant time) implements StartPosition {}
}
