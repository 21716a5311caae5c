package io.camus.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RecordSamplesTest {
  private static final TopicPartition CLICKS = new TopicPartition("clicks", 0);
  private static final TopicPartition VIEWS = new TopicPartition("views", 0);
  private static final Duration TIMEOUT = Duration.ofMillis(300);

  @Test
  void bytesOfKeysAndValuesAreMeasuredWhereTheyAreAskedFor() {
    RecordSamples samples =
        samples(
            Map.of(
                CLICKS,
                new TreeMap<>(Map.of(0L, 100, 1L, 300, 500L, 7)),
                VIEWS,
                new TreeMap<>(Map.of(9L, 50))));

    // An offset without a record counts: the only one at or after 498 is 500, 7 bytes on 3 offsets.
    assertThat(samples.bytesPerOffset(Map.of(CLICKS, List.of(0L, 498L), VIEWS, List.of(9L))))
        .isEqualTo(Map.of(CLICKS, List.of(200.0, 7 / 3.0), VIEWS, List.of(50.0)));
  }

  @Test
  void partitionThatDoesNotAnswerInTimeIsLeftOut() {
    RecordSamples samples = samples(Map.of(CLICKS, new TreeMap<>(Map.of(0L, 100))));

    assertThat(samples.bytesPerOffset(Map.of(CLICKS, List.of(0L), VIEWS, List.of(0L))))
        .isEqualTo(Map.of(CLICKS, List.of(100.0)));
  }

  @Test
  void partitionThatHasNoRecordAtSomeOfThePlacesIsLeftOut() {
    RecordSamples samples = samples(Map.of(CLICKS, new TreeMap<>(Map.of(0L, 100))));

    assertThat(samples.bytesPerOffset(Map.of(CLICKS, List.of(0L, 1L)))).isEmpty();
  }

  @Test
  void ofTwoTopicsThatOneConsumerCannotHaveOneIsMeasured() {
    TopicPartition dotted = new TopicPartition("a.b", 0);
    TopicPartition underscored = new TopicPartition("a_b", 0);
    RecordSamples samples =
        samples(
            Map.of(
                dotted, new TreeMap<>(Map.of(0L, 1)), underscored, new TreeMap<>(Map.of(0L, 2))));

    assertThat(samples.bytesPerOffset(Map.of(dotted, List.of(0L), underscored, List.of(0L))))
        .hasSize(1);
  }

  /** Records' sizes by partition and offset; from a place, up to two of them come at once. */
  private static RecordSamples samples(Map<TopicPartition, NavigableMap<Long, Integer>> sizes) {
    return new RecordSamples(() -> new SampledConsumer(sizes), TIMEOUT);
  }

  private static final class SampledConsumer extends MockConsumer<byte[], byte[]> {
    private final Map<TopicPartition, NavigableMap<Long, Integer>> sizes;

    SampledConsumer(Map<TopicPartition, NavigableMap<Long, Integer>> sizes) {
      super("none");
      this.sizes = sizes;
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
      super.seek(partition, offset);
      sizes.getOrDefault(partition, new TreeMap<>()).tailMap(offset).entrySet().stream()
          .limit(2)
          .filter(entry -> entry.getKey() < offset + 100)
          .forEach(entry -> addRecord(record(partition, entry.getKey(), entry.getValue())));
    }

    private static ConsumerRecord<byte[], byte[]> record(
        TopicPartition partition, long offset, int size) {
      return new ConsumerRecord<>(
          partition.topic(),
          partition.partition(),
          offset,
          0,
          org.apache.kafka.common.record.TimestampType.CREATE_TIME,
          -1,
          size,
          null,
          new byte[size],
          new org.apache.kafka.common.header.internals.RecordHeaders(),
          java.util.Optional.empty());
    }
  }
}
