package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The ends of all partitions of a topic at a moment. A position at or beyond an end proves that
 * everything the brokers had in that partition at the moment was pulled.
 *
 * @param topic the topic
 * @param at the driver's clock, before the first end was read
 * @param ends the replicated end of each partition, exclusive, by its number
 */
public record EndOffsets(String topic, Instant at, SortedMap<Integer, Long> ends) {
  public EndOffsets {
    requireNonNull(topic, "topic");
    requireNonNull(at, "at");
    ends = Collections.unmodifiableSortedMap(new TreeMap<>(ends));
  }

  /** From a map in any order. */
  public EndOffsets(String topic, Instant at, Map<Integer, Long> ends) {
    this(topic, at, new TreeMap<>(ends));
  }
}
