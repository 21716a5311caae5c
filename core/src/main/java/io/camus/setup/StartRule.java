package io.camus.setup;

import io.camus.model.StartPosition;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Where partitions begin that were never seen: the start position of the settings, not before the
 * historical limit.
 *
 * <p>A partition that was added to a topic which is pulled already holds nothing that was there
 * before; under {@link StartPosition.Latest} it begins at its earliest offset, since what was
 * produced between its creation and this run would be lost otherwise (as in KIP-842).
 */
final class StartRule {
  private static final String EARLIEST = "first seen, starts at the earliest";
  private static final String LATEST = "first seen, starts at the latest";

  private final TopicCatalog catalog;
  private final StartPosition start;
  private final Optional<Instant> oldest;

  StartRule(TopicCatalog catalog, PlannerSettings settings, Clock clock) {
    this.catalog = catalog;
    this.start = settings.start();
    this.oldest = settings.maxHistorical().map(clock.instant()::minus);
  }

  /**
   * The first position of each partition, with one batched question at most.
   *
   * @param unseen the bounds of the partitions
   * @param observedTopics the topic of each of them
   */
  Map<TopicPartition, FirstPosition> find(
      Map<TopicPartition, Bounds> unseen, Map<String, ObservedTopic> observedTopics) {
    Map<TopicPartition, FirstPosition> found = new HashMap<>();
    Map<TopicPartition, Instant> times = new HashMap<>();
    unseen.forEach(
        (partition, bounds) -> {
          boolean added = observedTopics.get(partition.topic()).added(partition.partition());
          if (start instanceof StartPosition.Latest && !added) {
            found.put(partition, new FirstPosition(bounds.end(), LATEST, true));
          } else if (startTime().isPresent()) {
            times.put(partition, startTime().get());
          } else {
            found.put(partition, new FirstPosition(bounds.earliest(), EARLIEST, false));
          }
        });
    if (!times.isEmpty()) {
      Map<TopicPartition, Long> offsets = catalog.offsets().offsetsAt(times);
      times.forEach(
          (partition, time) ->
              found.put(
                  partition,
                  atTime(
                      time, unseen.get(partition), Optional.ofNullable(offsets.get(partition)))));
    }
    return found;
  }

  private Optional<Instant> startTime() {
    if (start instanceof StartPosition.AtTime atTime) {
      Instant time = atTime.time();
      return Optional.of(oldest.filter(time::isBefore).orElse(time));
    }
    return oldest;
  }

  private FirstPosition atTime(Instant time, Bounds bounds, Optional<Long> offset) {
    long first = offset.map(bounds::nearest).orElse(bounds.end());
    String reason =
        offset.isPresent()
            ? "first seen, starts at the first record of " + time + " or later"
            : "first seen, starts at the end, nothing is of " + time + " or later";
    boolean lasting = start instanceof StartPosition.AtTime || first > bounds.earliest();
    return new FirstPosition(first, reason, lasting);
  }
}
