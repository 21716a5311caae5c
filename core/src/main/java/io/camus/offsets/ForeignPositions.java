package io.camus.offsets;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Positions of another program.
 *
 * @param origin their origin, for people and for the commit log
 * @param next the next offset that it would have read of each partition
 * @param moving why they may still change; empty if unknown
 */
public record ForeignPositions(
    String origin, Map<TopicPartition, Long> next, Optional<String> moving) {
  public ForeignPositions {
    requireNonNull(origin, "origin");
    next = Map.copyOf(next);
    requireNonNull(moving, "moving");
  }

  /** Positions that no longer change. */
  public ForeignPositions(String origin, Map<TopicPartition, Long> next) {
    this(origin, next, Optional.empty());
  }
}
