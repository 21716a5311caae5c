package io.camus.fetch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * What one answer holds for one partition, up to the first batch that is damaged. The checksum of
 * every batch has been compared.
 */
public final class FetchedBatches {
  private static final BatchRecords.Sink MARKERS = (offset, time, key, value, headers) -> {};

  private final TopicPartition partition;
  private final long from;
  private final List<FetchedBatch> batches = new ArrayList<>();
  private final AbortedTransactions aborted;
  private Optional<String> fault = Optional.empty();

  /** Takes what is found, in the order of offsets. */
  public interface Visitor extends BatchRecords.Sink {
    /** Whether what begins at an offset is wanted; if not, nothing behind it is handed over. */
    boolean wants(long offset);

    /** This offset is of this leader epoch. */
    void leaderEpoch(long offset, int epoch);

    /** Everything before the offset was handed over. */
    void position(long offset);

    /** Why this host cannot decompress a batch that failed so; empty if the batch is damaged. */
    Optional<String> missingCodec(Throwable failure);

    /** What is at the position and behind it cannot be read. */
    void broken(String why);
  }

  /**
   * Finds the batches and compares their checksums.
   *
   * @param from the offset that was asked for; the first batch may begin before it
   * @param listedAborted the aborted transactions as the broker listed them; null if records of
   *     transactions count that did not commit
   * @param checked whether to compare checksums
   */
  FetchedBatches(
      TopicPartition partition,
      long from,
      MemoryRecords records,
      List<AbortedTransaction> listedAborted,
      boolean checked) {
    this.partition = partition;
    this.from = from;
    this.aborted = new AbortedTransactions(listedAborted);
    ByteBuffer answer = records.buffer();
    int at = 0;
    try {
      for (RecordBatch batch : records.batches()) {
        if (checked) {
          batch.ensureValid();
        }
        batches.add(new FetchedBatch(batch, answer, at, checked));
        at += batch.sizeInBytes();
      }
      if (batches.isEmpty() && records.sizeInBytes() > 0) {
        fault = Optional.of("the broker sent no whole batch");
      }
    } catch (KafkaException e) {
      fault = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  public TopicPartition partition() {
    return partition;
  }

  /** The offset behind the last batch. */
  long next() {
    return batches.isEmpty() ? from : Math.max(from, last().batch().nextOffset());
  }

  /** The leader epoch of the last batch; empty if it is not known. */
  Optional<Integer> leaderEpoch() {
    return batches.isEmpty() || last().leaderEpoch() < 0
        ? Optional.empty()
        : Optional.of(last().leaderEpoch());
  }

  /** Whether nothing more is needed of a range that ends before an offset. */
  public boolean completes(long end) {
    return fault.isPresent() || next() >= end;
  }

  private FetchedBatch last() {
    return batches.get(batches.size() - 1);
  }

  /** Hands over everything, once. */
  public void read(BatchRecords records, Visitor visitor) {
    long position = from;
    for (FetchedBatch batch : batches) {
      long first = batch.firstOffset(position);
      tellEpoch(batch, first, visitor);
      if (!visitor.wants(first)) {
        return;
      }
      String damage = read(batch, position, records, visitor);
      if (damage != null) {
        visitor.broken(damage);
        return;
      }
      position = Math.max(position, batch.batch().nextOffset());
      tellEpoch(batch, position - 1, visitor);
      visitor.position(position);
    }
    if (fault.isPresent() && visitor.wants(position)) {
      visitor.broken(invalid(position, fault.get()));
    }
  }

  /** Reads one batch and tells what is wrong with it; null if nothing is. */
  private String read(FetchedBatch batch, long position, BatchRecords records, Visitor visitor) {
    try {
      if (!aborted.holds(batch.batch())) {
        // A marker is no record for us, but has to be whole.
        records.read(batch, position, batch.batch().isControlBatch() ? MARKERS : visitor);
      }
      return null;
    } catch (DecompressionException e) {
      return visitor
          .missingCodec(e.getCause())
          .map(
              why ->
                  String.format(
                      Locale.ROOT,
                      "the record batch of %s at offset %d cannot be decompressed here: %s",
                      partition,
                      position,
                      why))
          .orElseGet(() -> invalid(position, e.getMessage()));
    } catch (MalformedBatchException e) {
      return invalid(position, e.getMessage());
    }
  }

  private static void tellEpoch(FetchedBatch batch, long offset, Visitor visitor) {
    if (batch.leaderEpoch() >= 0) {
      visitor.leaderEpoch(offset, batch.leaderEpoch());
    }
  }

  private String invalid(long offset, String cause) {
    return String.format(
        Locale.ROOT,
        "the record batch of %s at offset %d is invalid: %s",
        partition,
        offset,
        cause);
  }
}
