package io.camus.source;

import io.camus.failure.NativeCodecs;
import io.camus.model.PlannedRange;
import io.camus.source.ReadFailures.Outcome;
import io.camus.source.RecordSource.Visitor;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.xerial.snappy.SnappyError;

/**
 * One consumer with its own ranges. A finished range is paused at once and unassigned with the next
 * batch, which frees its fetched data.
 */
final class ConsumerReader implements RangeReader {
  private static final int FRUITLESS_SEARCHES = 3;
  private static final int POLLS_A_TRIAL = 8;
  private static final Duration TRIAL = Duration.ofMillis(250);

  private final Consumer<ByteBuffer, ByteBuffer> consumer;
  private final ActiveRanges active;
  private final ReadFailures failures;
  private final Map<TopicPartition, Long> idlePositions = new HashMap<>();
  private final SourceRecord view = new SourceRecord();

  private int fruitlessSearches;

  /**
   * @param mine indexes of this reader's ranges
   */
  ConsumerReader(
      Consumer<ByteBuffer, ByteBuffer> consumer, List<PlannedRange> ranges, List<Integer> mine) {
    this.consumer = consumer;
    this.active = new ActiveRanges(ranges, mine);
    this.failures =
        new ReadFailures(
            active,
            new LostOffsets(
                (partition, atMost) ->
                    consumer.beginningOffsets(Set.of(partition), atMost).get(partition),
                (partition, atMost) ->
                    consumer.endOffsets(Set.of(partition), atMost).get(partition)));
    consumer.assign(active.partitions());
    for (int range : mine) {
      seek(ranges.get(range));
    }
  }

  /** With a known epoch, the broker must first confirm that its log was not truncated. */
  private void seek(PlannedRange planned) {
    long from = planned.range().from();
    Optional<Integer> epoch = planned.leaderEpoch().stream().boxed().findFirst();
    consumer.seek(planned.range().partition(), new OffsetAndMetadata(from, epoch, ""));
  }

  @Override
  public boolean isActive() {
    return !active.isEmpty();
  }

  @Override
  public boolean poll(Duration atMost, Visitor visitor) throws InterruptedException {
    ConsumerRecords<ByteBuffer, ByteBuffer> records;
    try {
      records = consumer.poll(atMost);
      failures.pollWorked();
    } catch (KafkaException e) {
      if (NativeCodecs.isMissing(e)) {
        failures.breakAll(visitor, active.partitions(), NativeCodecs.why(e));
        return true;
      }
      return failed(e, visitor);
    } catch (SnappyError | LinkageError e) {
      failures.breakAll(visitor, active.partitions(), NativeCodecs.why(e));
      return true;
    }
    handOver(records, visitor);
    if (records.isEmpty() && records.nextOffsets().isEmpty()) {
      return handOverPositions(visitor);
    }
    return true;
  }

  /** Whether that changed anything; if not, the same poll may succeed next time. */
  private boolean failed(KafkaException e, Visitor visitor) throws InterruptedException {
    Outcome outcome = failures.failed(e, visitor);
    if (outcome == Outcome.TOLD) {
      unassignFinished();
    }
    if (outcome != Outcome.LASTING) {
      return outcome == Outcome.TOLD;
    }
    Optional<TopicPartition> culprit = culprit(visitor);
    if (culprit.isEmpty() && ++fruitlessSearches < FRUITLESS_SEARCHES) {
      return false;
    }
    failures.breakAll(
        visitor,
        culprit.isPresent() ? List.of(culprit.get()) : active.partitions(),
        String.valueOf(e.getMessage()));
    return true;
  }

  /**
   * A corrupt batch fails every poll, and the consumer does not report its partition in a usable
   * form.
   */
  private Optional<TopicPartition> culprit(Visitor visitor) throws InterruptedException {
    try {
      return Bisection.find(List.copyOf(active.partitions()), some -> failsOn(some, visitor));
    } finally {
      consumer.resume(active.partitions());
    }
  }

  private boolean failsOn(List<TopicPartition> some, Visitor visitor) throws InterruptedException {
    List<TopicPartition> left = some.stream().filter(active::contains).toList();
    consumer.pause(consumer.assignment());
    consumer.resume(left);
    for (int polls = 0;
        polls < POLLS_A_TRIAL && left.stream().anyMatch(active::contains);
        polls++) {
      try {
        handOver(consumer.poll(TRIAL), visitor);
      } catch (KafkaException e) {
        if (!failures.named(e, visitor)) {
          return true;
        }
      }
    }
    return false;
  }

  private void handOver(ConsumerRecords<ByteBuffer, ByteBuffer> records, Visitor visitor) {
    if (!records.isEmpty()) {
      failures.recordsCame();
    }
    for (TopicPartition partition : records.partitions()) {
      Integer range = active.of(partition);
      if (range == null) {
        continue;
      }
      List<ConsumerRecord<ByteBuffer, ByteBuffer>> ofPartition = records.records(partition);
      Optional<Integer> last = ofPartition.get(ofPartition.size() - 1).leaderEpoch();
      // Epochs only grow, so the last record nearly always has the epoch of the first.
      boolean changes = !ofPartition.get(0).leaderEpoch().equals(last);
      if (!changes) {
        tellEpoch(visitor, range, ofPartition.get(0).offset(), last);
      }
      for (ConsumerRecord<ByteBuffer, ByteBuffer> record : ofPartition) {
        if (changes) {
          tellEpoch(visitor, range, record.offset(), record.leaderEpoch());
        }
        view.setBatch(record.timestampType(), record.leaderEpoch().orElse(-1));
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
      tellEpoch(visitor, range, ofPartition.get(ofPartition.size() - 1).offset(), last);
    }
    records
        .nextOffsets()
        .forEach(
            (partition, next) -> {
              Integer range = active.of(partition);
              if (range != null) {
                if (next.offset() > 0) { // There may be markers after the last record.
                  tellEpoch(visitor, range, next.offset() - 1, next.leaderEpoch());
                }
                visitor.position(range, next.offset());
              }
            });
  }

  private static void tellEpoch(Visitor visitor, int range, long offset, Optional<Integer> epoch) {
    if (epoch.isPresent()) {
      visitor.leaderEpoch(range, offset, epoch.get());
    }
  }

  /** A poll without records may still have passed transaction markers and compacted offsets. */
  private boolean handOverPositions(Visitor visitor) {
    boolean moved = false;
    for (TopicPartition partition : List.copyOf(active.partitions())) {
      try {
        long position = consumer.position(partition, Duration.ofMillis(1));
        moved |= !Long.valueOf(position).equals(idlePositions.put(partition, position));
        visitor.position(active.of(partition), position);
      } catch (TimeoutException e) {
        // The leader is unknown at the moment; the position is unchanged.
      }
    }
    return moved;
  }

  @Override
  public void finish(int range) {
    if (!active.remove(range)) {
      return;
    }
    if (active.isBunch()) {
      unassignFinished();
    } else {
      consumer.pause(List.of(active.planned(range).range().partition()));
    }
  }

  private void unassignFinished() {
    consumer.assign(new ArrayList<>(active.partitions()));
    active.unassigned();
  }

  /** The consumer reports only quotas, and only for all brokers together. */
  @Override
  public String leaderState(int range) {
    double throttled =
        consumer.metrics().entrySet().stream()
            .filter(metric -> metric.getKey().name().equals("fetch-throttle-time-max"))
            .map(metric -> metric.getValue().metricValue())
            .filter(Number.class::isInstance)
            .mapToDouble(value -> ((Number) value).doubleValue())
            .filter(millis -> millis > 0)
            .max()
            .orElse(0);
    return throttled > 0
        ? String.format(
            Locale.ROOT,
            "fetches are throttled by a consumer quota, the last ones for up to %d s",
            (long) Math.ceil(throttled / 1_000))
        : "not throttled; the consumer reports nothing else about its leader";
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
