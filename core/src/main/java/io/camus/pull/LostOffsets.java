package io.camus.pull;

import io.camus.model.Unfinished;
import io.camus.model.Unfinished.Reason;
import java.time.Duration;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Says which offsets of a partition the broker lost while it was pulled. What was pulled before
 * that counts: those records were in Kafka, once, and are in the files, once.
 */
final class LostOffsets {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private LostOffsets() {}

  /**
   * Why a pull cannot go on.
   *
   * @param position the offset that it would have pulled next
   */
  static Unfinished why(
      LogBounds bounds,
      OffsetOutOfRangeException failure,
      TopicPartition partition,
      long position) {
    return new Unfinished(
        Reason.LOST,
        failure instanceof LogTruncationException truncation
            ? truncated(truncation.divergentOffsets().get(partition), partition, position)
            : outOfRange(bounds, partition, position));
  }

  private static String truncated(
      OffsetAndMetadata divergent, TopicPartition partition, long position) {
    String lost =
        divergent == null
            ? "offsets of %s before %d".formatted(partition, position)
            : "%s@[%d, %d)".formatted(partition, divergent.offset(), position);
    return "the broker's log was cut off (an unclean leader election, or a disk restored from a copy): "
        + lost
        + " were pulled, and other records stand at these offsets now, or none";
  }

  private static String outOfRange(LogBounds bounds, TopicPartition partition, long position) {
    try {
      long first = bounds.beginning(partition, PATIENCE);
      if (position < first) {
        return "%s@[%d, %d) = %d offsets are gone: the broker's retention passed them before they were pulled"
            .formatted(partition, position, first, first - position);
      }
      long end = bounds.end(partition, PATIENCE);
      if (position > end) {
        return "the broker's log was cut off: %s@[%d, %d) were pulled, and it ends at %d now"
            .formatted(partition, end, position, end);
      }
    } catch (KafkaException e) {
      // Then the next run says it.
    }
    return "%s@%d is no longer there: retention or a truncation has passed the pull"
        .formatted(partition, position);
  }
}
