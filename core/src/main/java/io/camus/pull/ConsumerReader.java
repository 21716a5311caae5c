package io.camus.pull;

import io.camus.model.KafkaRefusal;
import io.camus.model.OffsetRange;
import io.camus.model.Unfinished;
import io.camus.pull.RecordSource.Visitor;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * One consumer with ranges of its own. A finished range is paused at once and unassigned with the
 * next bunch, so that what was fetched for it does not stay in memory.
 */
final class ConsumerReader implements AutoCloseable {
  private static final int FAILURES_IN_A_ROW = 5;
  private static final int FRUITLESS_SEARCHES = 3;
  private static final int POLLS_A_TRIAL = 8;
  private static final Duration TRIAL = Duration.ofMillis(250);

  private final Consumer<ByteBuffer, ByteBuffer> consumer;
  private final List<OffsetRange> ranges;
  private final Map<TopicPartition, Integer> active = new HashMap<>();
  private final Set<TopicPartition> paused = new HashSet<>();
  private final Map<TopicPartition, Long> idlePositions = new HashMap<>();
  private final SourceRecord view = new SourceRecord();

  private int failures;
  private int fruitlessSearches;

  /**
   * @param mine indexes of the ranges that this reader reads
   */
  ConsumerReader(
      Consumer<ByteBuffer, ByteBuffer> consumer, List<OffsetRange> ranges, List<Integer> mine) {
    this.consumer = consumer;
    this.ranges = ranges;
    for (int range : mine) {
      active.put(ranges.get(range).partition(), range);
    }
    consumer.assign(active.keySet());
    for (int range : mine) {
      consumer.seek(ranges.get(range).partition(), ranges.get(range).from());
    }
  }

  boolean isActive() {
    return !active.isEmpty();
  }

  /** Hands over what has come; whether that was anything. */
  boolean poll(Duration atMost, Visitor visitor) throws InterruptedException {
    ConsumerRecords<ByteBuffer, ByteBuffer> records;
    try {
      records = consumer.poll(atMost);
      failures = 0;
    } catch (KafkaException e) {
      return failed(e, visitor);
    }
    handOver(records, visitor);
    if (records.isEmpty() && records.nextOffsets().isEmpty()) {
      return handOverPositions(visitor);
    }
    return true;
  }

  /** Whether that changed anything; if not, the same poll may work the next time. */
  private boolean failed(KafkaException e, Visitor visitor) throws InterruptedException {
    if (named(e, visitor)) {
      return true;
    }
    failures++;
    if (failures < FAILURES_IN_A_ROW) {
      return false;
    }
    failures = 0;
    Optional<TopicPartition> culprit = isOfEverything(e) ? Optional.empty() : culprit(visitor);
    if (culprit.isEmpty() && !isOfEverything(e) && ++fruitlessSearches < FRUITLESS_SEARCHES) {
      return false;
    }
    List<TopicPartition> broken =
        culprit.isPresent() ? List.of(culprit.get()) : List.copyOf(active.keySet());
    for (TopicPartition partition : broken) {
      breakRange(
          visitor,
          partition,
          "the Kafka consumer failed: " + KafkaRefusal.reason(e).orElseGet(e::getMessage));
    }
    return true;
  }

  /** Handles a failure that names its partitions; whether it is one. */
  private boolean named(KafkaException e, Visitor visitor) throws InterruptedException {
    if (e instanceof InterruptException) {
      throw new InterruptedException(e.getMessage());
    }
    if (e instanceof OffsetOutOfRangeException outOfRange) {
      outOfRange
          .offsetOutOfRangePartitions()
          .forEach(
              (partition, offset) ->
                  breakRange(
                      visitor,
                      partition,
                      "%s@%d is no longer there: retention or a truncation has passed the pull"
                          .formatted(partition, offset)));
      return true;
    }
    if (e instanceof TopicAuthorizationException refused) {
      for (TopicPartition partition : List.copyOf(active.keySet())) {
        if (refused.unauthorizedTopics().contains(partition.topic())) {
          breakRange(
              visitor,
              partition,
              "the client's user may not read topic %s; give it the right to (ACL operation Read)"
                  .formatted(partition.topic()));
        }
      }
      return true;
    }
    return false;
  }

  private static boolean isOfEverything(KafkaException e) {
    return e instanceof AuthenticationException || e instanceof AuthorizationException;
  }

  /**
   * A corrupt batch fails every poll, and the consumer does not say in a usable form whose it is.
   */
  private Optional<TopicPartition> culprit(Visitor visitor) throws InterruptedException {
    try {
      return CulpritSearch.find(List.copyOf(active.keySet()), some -> failsOn(some, visitor));
    } finally {
      consumer.resume(active.keySet());
    }
  }

  private boolean failsOn(List<TopicPartition> some, Visitor visitor) throws InterruptedException {
    List<TopicPartition> left = some.stream().filter(active::containsKey).toList();
    consumer.pause(consumer.assignment());
    consumer.resume(left);
    for (int polls = 0;
        polls < POLLS_A_TRIAL && left.stream().anyMatch(active::containsKey);
        polls++) {
      try {
        handOver(consumer.poll(TRIAL), visitor);
      } catch (KafkaException e) {
        if (!named(e, visitor)) {
          return true;
        }
      }
    }
    return false;
  }

  private void handOver(ConsumerRecords<ByteBuffer, ByteBuffer> records, Visitor visitor) {
    for (TopicPartition partition : records.partitions()) {
      Integer range = active.get(partition);
      if (range == null) {
        continue;
      }
      for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records.records(partition)) {
        visitor.record(
            range,
            view.set(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers()));
      }
    }
    records
        .nextOffsets()
        .forEach(
            (partition, next) -> {
              Integer range = active.get(partition);
              if (range != null) {
                visitor.position(range, next.offset());
              }
            });
  }

  /** A poll without records may still have passed transaction markers and compacted offsets. */
  private boolean handOverPositions(Visitor visitor) {
    boolean moved = false;
    for (Map.Entry<TopicPartition, Integer> entry : List.copyOf(active.entrySet())) {
      try {
        long position = consumer.position(entry.getKey(), Duration.ofMillis(1));
        moved |= !Long.valueOf(position).equals(idlePositions.put(entry.getKey(), position));
        visitor.position(entry.getValue(), position);
      } catch (TimeoutException e) {
        // The leader is being looked for; the position is where it was.
      }
    }
    return moved;
  }

  private void breakRange(Visitor visitor, TopicPartition partition, String why) {
    Integer range = active.get(partition);
    if (range == null) { // Finished, and paused at most: the answer was on its way.
      unassignFinished();
      return;
    }
    visitor.broken(range, new Unfinished(Unfinished.Reason.FAULT, why));
  }

  void finish(int range) {
    TopicPartition partition = ranges.get(range).partition();
    if (active.remove(partition) == null) {
      return;
    }
    paused.add(partition);
    if (active.isEmpty() || paused.size() * 4 >= active.size()) {
      unassignFinished();
    } else {
      consumer.pause(List.of(partition));
    }
  }

  private void unassignFinished() {
    consumer.assign(new ArrayList<>(active.keySet()));
    paused.clear();
  }

  @Override
  public void close() {
    // Closing is short and has to be whole, also when the attempt was interrupted.
    boolean interrupted = Thread.interrupted();
    try {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
