package io.camus.source;

import io.camus.failure.NativeCodecs;
import io.camus.fetch.BatchRecords;
import io.camus.fetch.FetchClient;
import io.camus.fetch.FetchedBatches;
import io.camus.model.PlannedRange;
import io.camus.model.Unfinished;
import io.camus.source.ReadFailures.Outcome;
import io.camus.source.RecordSource.Visitor;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/** A reader of whole record batches. It behaves like {@link ConsumerReader}, at lower cost. */
final class BatchReader implements RangeReader {
  private static final int TIMES_CORRUPT = 5;

  private final FetchClient client;
  private final ActiveRanges active;
  private final ReadFailures failures;
  private final BatchRecords records = new BatchRecords();
  private final SourceRecord view = new SourceRecord();

  /**
   * @param client closed with the reader
   * @param mine indexes of this reader's ranges
   */
  BatchReader(FetchClient client, List<PlannedRange> ranges, List<Integer> mine) {
    this.client = client;
    this.active = new ActiveRanges(ranges, mine);
    this.failures = new ReadFailures(active, new LostOffsets(client::beginning, client::end));
    client.assign(active.partitions());
    for (int range : mine) {
      PlannedRange planned = ranges.get(range);
      client.seek(planned.range().partition(), planned.range().from(), planned.leaderEpoch());
    }
  }

  @Override
  public boolean isActive() {
    return !active.isEmpty();
  }

  @Override
  public boolean poll(Duration atMost, Visitor visitor) throws InterruptedException {
    List<FetchedBatches> fetched;
    try {
      fetched = client.poll(atMost);
      failures.pollWorked();
    } catch (KafkaException e) {
      return failed(e, visitor);
    }
    Optional<KafkaException> ahead = fetchAhead(fetched);
    for (FetchedBatches batches : fetched) {
      failures.recordsCame();
      Integer range = active.of(batches.partition());
      if (range != null) {
        batches.read(records, new BatchVisitor(range, visitor));
      }
    }
    if (ahead.isPresent()) {
      failed(ahead.get(), visitor);
    }
    return !fetched.isEmpty();
  }

  /**
   * Requests the next responses, for incomplete ranges, while these are processed.
   *
   * @return why that failed; positions are already after the fetched data, so deliver it first
   */
  private Optional<KafkaException> fetchAhead(List<FetchedBatches> fetched) {
    for (FetchedBatches batches : fetched) {
      Integer range = active.of(batches.partition());
      if (range == null || batches.completes(active.planned(range).range().to())) {
        client.pause(batches.partition());
      }
    }
    try {
      if (!fetched.isEmpty()) {
        client.fetchAhead();
      }
      return Optional.empty();
    } catch (KafkaException e) {
      return Optional.of(e);
    }
  }

  /** Whether that changed anything; if not, the same poll may succeed next time. */
  private boolean failed(KafkaException e, Visitor visitor) throws InterruptedException {
    List<TopicPartition> corrupt = corrupt(1);
    if (!corrupt.isEmpty() && !failures.named(e, visitor)) {
      List<TopicPartition> lasting = corrupt(TIMES_CORRUPT);
      failures.breakAll(visitor, lasting, String.valueOf(e.getMessage()));
      return !lasting.isEmpty();
    }
    Outcome outcome = failures.failed(e, visitor);
    if (outcome == Outcome.LASTING) {
      failures.breakAll(visitor, active.partitions(), String.valueOf(e.getMessage()));
    }
    return outcome != Outcome.PASSING;
  }

  /** Partitions that a broker refused to read at least this many times in a row. */
  private List<TopicPartition> corrupt(int times) {
    return active.partitions().stream()
        .filter(partition -> client.refusedAsCorrupt(partition) >= times)
        .toList();
  }

  @Override
  public void finish(int range) {
    if (!active.remove(range)) {
      return;
    }
    if (active.isBunch()) {
      client.assign(active.partitions());
      active.unassigned();
    } else {
      client.pause(active.planned(range).range().partition());
    }
  }

  @Override
  public String leaderState(int range) {
    return client.leaderState(active.planned(range).range().partition());
  }

  @Override
  public void close() {
    try (records) {
      client.close();
    }
  }

  /** Handles the batches of one range. */
  private final class BatchVisitor implements FetchedBatches.Visitor {
    private final int range;
    private final Visitor visitor;
    private final TopicPartition partition;
    private final long end;

    BatchVisitor(int range, Visitor visitor) {
      this.range = range;
      this.visitor = visitor;
      this.partition = active.planned(range).range().partition();
      this.end = active.planned(range).range().to();
    }

    /** After the end of the range only the position matters, as a sign that the end was reached. */
    @Override
    public boolean wants(long offset) {
      if (offset >= end) {
        visitor.position(range, offset);
      }
      return active.contains(partition);
    }

    @Override
    public void batch(TimestampType times, int leaderEpoch) {
      view.setBatch(times, leaderEpoch);
    }

    @Override
    public void leaderEpoch(long offset, int epoch) {
      visitor.leaderEpoch(range, offset, epoch);
    }

    @Override
    public void record(
        long offset,
        long timestampMillis,
        ByteBuffer key,
        ByteBuffer value,
        Supplier<Headers> headers) {
      visitor.record(
          range,
          view.set(
              partition.topic(),
              partition.partition(),
              offset,
              timestampMillis,
              key,
              value,
              headers));
    }

    @Override
    public Optional<String> missingCodec(Throwable failure) {
      return NativeCodecs.isMissing(failure)
          ? Optional.of(NativeCodecs.why(failure))
          : Optional.empty();
    }

    @Override
    public void position(long offset) {
      visitor.position(range, offset);
    }

    @Override
    public void broken(String why) {
      visitor.broken(
          range, new Unfinished(Unfinished.Reason.FAULT, "the Kafka consumer failed: " + why));
    }
  }
}
