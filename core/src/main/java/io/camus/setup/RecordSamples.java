package io.camus.setup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples a few records at several places of some partitions to measure the bytes per offset there.
 * Omits what it cannot measure in time, since the samples only help to balance tasks.
 *
 * @param consumers creates a consumer without automatic offset reset
 * @param timeout total timeout; at most 10 s are used
 */
record RecordSamples(Supplier<? extends Consumer<?, ?>> consumers, Duration timeout) {
  private static final Logger LOG = LoggerFactory.getLogger(RecordSamples.class);
  private static final int SAMPLE_BYTES = 64 * 1024;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  RecordSamples {
    timeout = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
  }

  /** Settings for a consumer with small fetches. */
  static Map<String, Object> settings(Map<String, Object> consumerProperties) {
    Map<String, Object> settings = new HashMap<>(consumerProperties);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, SAMPLE_BYTES);
    return settings;
  }

  /**
   * The samples.
   *
   * @param offsets offsets to measure at
   * @return one value per offset of a partition, in order, without incompletely measured partitions
   */
  Map<TopicPartition, List<Double>> bytesPerOffset(Map<TopicPartition, List<Long>> offsets) {
    Set<TopicPartition> partitions = withoutTwins(offsets.keySet());
    Map<TopicPartition, List<Double>> samples = new HashMap<>();
    Deadline deadline = Deadline.in(timeout);
    try {
      Consumer<?, ?> consumer = consumers.get();
      try {
        consumer.assign(partitions);
        consumer.pause(partitions);
        int place = 0;
        while (measure(consumer, offsets, samples, place, deadline)) {
          place++;
        }
      } finally {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
      }
    } catch (KafkaException e) {
      LOG.debug("records were not sampled", e);
    }
    samples
        .entrySet()
        .removeIf(sample -> sample.getValue().size() < offsets.get(sample.getKey()).size());
    return samples;
  }

  /**
   * A consumer cannot have both {@code a.b} and {@code a_b}, because their metric names collide.
   */
  private static Set<TopicPartition> withoutTwins(Set<TopicPartition> partitions) {
    Map<String, String> topics = new HashMap<>();
    Set<TopicPartition> kept = new HashSet<>();
    for (TopicPartition partition : partitions) {
      String topic = partition.topic();
      if (topics.computeIfAbsent(topic.replace('.', '_'), name -> topic).equals(topic)) {
        kept.add(partition);
      }
    }
    return kept;
  }

  /** Measures the n-th place of each partition; returns whether any has that many. */
  private static boolean measure(
      Consumer<?, ?> consumer,
      Map<TopicPartition, List<Long>> offsets,
      Map<TopicPartition, List<Double>> samples,
      int place,
      Deadline deadline) {
    Map<TopicPartition, Long> waiting = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      List<Long> ofPartition = offsets.get(partition);
      if (place < ofPartition.size()) {
        waiting.put(partition, ofPartition.get(place));
        consumer.seek(partition, ofPartition.get(place));
      }
    }
    boolean any = !waiting.isEmpty();
    consumer.resume(waiting.keySet());
    while (!waiting.isEmpty()) {
      if (deadline.remainingNanos() == 0) {
        throw new KafkaException("no records of " + waiting.keySet() + " in time");
      }
      ConsumerRecords<?, ?> records =
          consumer.poll(Duration.ofMillis(Math.min(100, deadline.remainingMillis())));
      for (TopicPartition partition : records.partitions()) {
        Long from = waiting.remove(partition);
        if (from != null) {
          samples
              .computeIfAbsent(partition, it -> new ArrayList<>())
              .add(bytesPerOffset(from, records.records(partition)));
          consumer.pause(List.of(partition));
        }
      }
    }
    return any;
  }

  private static double bytesPerOffset(long from, List<? extends ConsumerRecord<?, ?>> records) {
    long bytes = 0;
    for (ConsumerRecord<?, ?> record : records) {
      bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }
    return (double) bytes / (records.get(records.size() - 1).offset() + 1 - from);
  }
}
