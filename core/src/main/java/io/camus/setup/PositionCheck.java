package io.camus.setup;

import io.camus.model.PartitionPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether logs were truncated, by querying leaders for the end of the leader epoch of the
 * last pulled offset (KIP-320). Kafka's admin client has no such request, but a consumer sends it
 * for all its partitions before it trusts their positions. Nothing is fetched.
 *
 * @param consumers creates a consumer without automatic offset reset
 * @param timeout total timeout
 */
record PositionCheck(Supplier<? extends Consumer<?, ?>> consumers, Duration timeout) {
  private static final Logger LOG = LoggerFactory.getLogger(PositionCheck.class);

  /**
   * Where the logs diverge from what was pulled.
   *
   * @param positions positions with a leader epoch
   * @return the first offset that differs, without partitions whose log is the same or whose leader
   *     gave no answer; their pull checks again
   */
  Map<TopicPartition, Long> divergentOffsets(Map<TopicPartition, PartitionPosition> positions) {
    if (positions.isEmpty()) {
      return Map.of();
    }
    Map<TopicPartition, Long> divergent = new HashMap<>();
    try {
      Consumer<?, ?> consumer = consumers.get();
      try {
        ask(consumer, positions, divergent);
      } finally {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
      }
    } catch (KafkaException e) {
      LOG.warn(
          "not all leaders confirmed within {} s that their logs were not truncated ({}); the pull"
              + " checks again",
          timeout.toSeconds(),
          e.getMessage());
    }
    return divergent;
  }

  /**
   * Checks all positions, and retries without refused ones until none is refused.
   *
   * @throws KafkaException on timeout, or if the brokers refuse to answer
   */
  private void ask(
      Consumer<?, ?> consumer,
      Map<TopicPartition, PartitionPosition> positions,
      Map<TopicPartition, Long> divergent) {
    Deadline deadline = Deadline.in(timeout);
    consumer.assign(positions.keySet());
    // A consumer trusts any position until it knows the current leaders.
    consumer.endOffsets(positions.keySet(), Duration.ofMillis(deadline.remainingMillis()));
    positions.forEach(
        (partition, position) ->
            consumer.seek(
                partition,
                new OffsetAndMetadata(
                    position.next(), Optional.of(position.leaderEpoch().getAsInt()), "")));
    Set<TopicPartition> open = new HashSet<>(positions.keySet());
    while (!open.isEmpty()) {
      try {
        for (TopicPartition partition : open) {
          consumer.position(partition, Duration.ofMillis(deadline.remainingMillis()));
        }
        return;
      } catch (OffsetOutOfRangeException e) {
        divergent.putAll(offsets(e));
        open.removeAll(e.partitions());
        consumer.assign(open);
      }
    }
  }

  private static Map<TopicPartition, Long> offsets(OffsetOutOfRangeException refusal) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    if (refusal instanceof LogTruncationException truncation) {
      truncation
          .divergentOffsets()
          .forEach((partition, end) -> offsets.put(partition, end.offset()));
    }
    return offsets;
  }
}
