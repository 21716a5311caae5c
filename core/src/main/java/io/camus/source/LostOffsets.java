package io.camus.source;

import io.camus.model.Unfinished;
import io.camus.model.Unfinished.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToLongBiFunction;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Says which offsets of a partition the broker lost while it was pulled. What was pulled before
 * that counts: those records were in Kafka, once, and are in the files, once.
 *
 * @param beginning asks for the first offset of a log, and fails as Kafka's consumer does
 * @param end asks likewise for the offset behind the last one that may be read
 */
record LostOffsets(
    ToLongBiFunction<TopicPartition, Duration> beginning,
    ToLongBiFunction<TopicPartition, Duration> end) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Why a pull cannot go on.
   *
   * @param position the offset that it would have pulled next
   */
  Unfinished why(OffsetOutOfRangeException failure, TopicPartition partition, long position) {
    return new Unfinished(
        Reason.LOST,
        failure instanceof LogTruncationException truncation
            ? truncated(truncation.divergentOffsets().get(partition), partition, position)
            : outOfRange(partition, position));
  }

  private static String truncated(
      OffsetAndMetadata divergent, TopicPartition partition, long position) {
    String lost =
        divergent == null
            ? String.format(Locale.ROOT, "offsets of %s before %d", partition, position)
            : String.format(Locale.ROOT, "%s@[%d, %d)", partition, divergent.offset(), position);
    return "the broker's log was cut off (an unclean leader election, or a disk restored from a copy): "
        + lost
        + " were pulled, and other records stand at these offsets now, or none";
  }

  private String outOfRange(TopicPartition partition, long position) {
    try {
      long first = beginning.applyAsLong(partition, PATIENCE);
      if (position < first) {
        return String.format(
            Locale.ROOT,
            "%s@[%d, %d) = %d offsets are gone: the broker's retention passed them before they were pulled",
            partition,
            position,
            first,
            first - position);
      }
      long logEnd = end.applyAsLong(partition, PATIENCE);
      if (position > logEnd) {
        return String.format(
            Locale.ROOT,
            "the broker's log was cut off: %s@[%d, %d) were pulled, and it ends at %d now",
            partition,
            logEnd,
            position,
            logEnd);
      }
    } catch (KafkaException e) {
      // Then the next run says it.
    }
    return String.format(
        Locale.ROOT,
        "%s@%d is no longer there: retention or a truncation has passed the pull",
        partition,
        position);
  }
}
