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
 * Asks the leaders whether their logs still are the ones that were pulled: for the end of the
 * leader epoch of the last offset that was (KIP-320). Kafka's admin client has no such question,
 * but a consumer puts it for all its partitions at once before it trusts their positions. Nothing
 * is fetched.
 *
 * @param consumers makes a consumer that resets no position by itself
 * @param timeout how long all of it may take
 */
record PositionCheck(Supplier<? extends Consumer<?, ?>> consumers, Duration timeout) {
  private static final Logger LOG = LoggerFactory.getLogger(PositionCheck.class);

  /**
   * Where the logs part from what was pulled.
   *
   * @param positions positions with a leader epoch
   * @return the first offset at which the log is another one; a partition whose log is the same, or
   *     whose leader did not answer or cannot tell where, is left out: its pull asks again
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
          "not all leaders confirmed within {} s that their logs are the ones that were pulled"
              + " ({}); the pull asks again",
          timeout.toSeconds(),
          e.getMessage());
    }
    return divergent;
  }

  /**
   * Asks for all positions, and again without those that were refused, until none is.
   *
   * @throws KafkaException if the time is over, or the brokers refuse to answer
   */
  private void ask(
      Consumer<?, ?> consumer,
      Map<TopicPartition, PartitionPosition> positions,
      Map<TopicPartition, Long> divergent) {
    Deadline deadline = Deadline.in(timeout);
    consumer.assign(positions.keySet());
    // A consumer believes any position as long as it does not know the present leaders.
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
