package io.camus.offsets;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Positions that another program has left.
 *
 * @param origin where they come from, for people and for the commit log
 * @param next the next offset that it would have read of each partition
 * @param moving why they may still move; empty if nothing is known of it
 */
public record ForeignPositions(
    String origin, Map<TopicPartition, Long> next, Optional<String> moving) {
  public ForeignPositions {
    requireNonNull(origin, "origin");
    next = Map.copyOf(next);
    requireNonNull(moving, "moving");
  }

  /** Positions that stand still. */
  public ForeignPositions(String origin, Map<TopicPartition, Long> next) {
    this(origin, next, Optional.empty());
  }
}
