package io.camus.source;

import io.camus.model.Quantity;
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
 * Determines which offsets of a partition the broker lost during its pull. What was pulled before
 * counts: those records were in Kafka once, and are in the files once.
 *
 * @param beginning queries the first offset of a log; fails like Kafka's consumer
 * @param end likewise queries the end offset
 */
record LostOffsets(
    ToLongBiFunction<TopicPartition, Duration> beginning,
    ToLongBiFunction<TopicPartition, Duration> end) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Why a pull cannot continue.
   *
   * @param position the next offset of the pull
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
    return "the broker's log was truncated (an unclean leader election, or a disk restored from a"
        + " copy): "
        + lost
        + " were pulled, but these offsets now have other records, or none";
  }

  private String outOfRange(TopicPartition partition, long position) {
    try {
      long first = beginning.applyAsLong(partition, PATIENCE);
      if (position < first) {
        return String.format(
            Locale.ROOT,
            "%s@[%d, %d), %s, deleted by retention before they were pulled",
            partition,
            position,
            first,
            Quantity.of(first - position, "offset"));
      }
      long logEnd = end.applyAsLong(partition, PATIENCE);
      if (position > logEnd) {
        return String.format(
            Locale.ROOT,
            "the broker's log was truncated: %s@[%d, %d) were pulled, but it now ends at %d",
            partition,
            logEnd,
            position,
            logEnd);
      }
    } catch (KafkaException e) {
      // Then the next run reports it.
    }
    return String.format(
        Locale.ROOT,
        "%s@%d no longer exists: retention or a truncation overtook the pull",
        partition,
        position);
  }
}
