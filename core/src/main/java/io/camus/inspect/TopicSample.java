package io.camus.inspect;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * A topic, and some of its records.
 *
 * @param partitions how many it has
 * @param offsets from the oldest record to the end, in all partitions; there may be fewer records
 * @param cleanupPolicy {@code delete}, {@code compact} or both; empty if the brokers do not tell
 * @param read the partitions that were sampled
 * @param records of these, by partition and offset
 * @param gap what is missing in the sample, for people; empty if nothing is
 */
public record TopicSample(
    String topic,
    int partitions,
    long offsets,
    Optional<String> cleanupPolicy,
    List<Span> read,
    List<SampledRecord> records,
    Optional<String> gap) {

  /**
   * The offsets {@code [from, to)} that a partition holds.
   *
   * @param from of the oldest record
   */
  public record Span(int partition, long from, long to) {
    long offsets() {
      return to - from;
    }
  }

  public TopicSample {
    read = List.copyOf(read);
    records = List.copyOf(records);
  }

  boolean isCompacted() {
    return cleanupPolicy.filter(policy -> policy.contains("compact")).isPresent();
  }

  /** Kafka's times of the records, those that have one. */
  LongStream kafkaTimes() {
    return records.stream().mapToLong(SampledRecord::timestampMillis).filter(time -> time >= 0);
  }

  /**
   * Records a second of the whole topic, about, by Kafka's times at the beginnings and ends of the
   * sampled partitions; empty if they do not tell.
   */
  OptionalDouble perSecond() {
    double sum = 0;
    int counted = 0;
    for (Span span : read) {
      long[] times =
          records.stream()
              .filter(record -> record.partition() == span.partition())
              .mapToLong(SampledRecord::timestampMillis)
              .filter(time -> time >= 0)
              .sorted()
              .toArray();
      long millis = times.length == 0 ? 0 : times[times.length - 1] - times[0];
      if (millis > 0) {
        sum += span.offsets() * 1000.0 / millis;
        counted++;
      }
    }
    return counted == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum * partitions / counted);
  }
}
