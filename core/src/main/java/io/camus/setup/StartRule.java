package io.camus.setup;

import io.camus.model.StartPosition;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Where new partitions start: at the configured start position, but not before the historical
 * limit.
 *
 * <p>A partition that was added to an already pulled topic has no old records. Under {@link
 * StartPosition.Latest} it starts at its earliest offset; otherwise records produced between its
 * creation and this run would be lost (as in KIP-842).
 */
final class StartRule {
  private static final String EARLIEST = "new, starts at the earliest offset";
  private static final String LATEST = "new, starts at the latest offset";

  private final TopicCatalog catalog;
  private final StartPosition start;
  private final Optional<Instant> oldest;

  StartRule(TopicCatalog catalog, PlannerSettings settings, Clock clock) {
    this.catalog = catalog;
    this.start = settings.start();
    this.oldest = settings.maxHistorical().map(clock.instant()::minus);
  }

  /**
   * The first position of each partition, with at most one batched request.
   *
   * @param unseen the bounds of the partitions
   * @param observedTopics their topics
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
            ? "new, starts at the first record at " + time + " or later"
            : "new, starts at the end: no record at " + time + " or later";
    boolean lasting = start instanceof StartPosition.AtTime || first > bounds.earliest();
    return new FirstPosition(first, reason, lasting);
  }
}
