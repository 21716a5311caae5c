package io.camus.fetch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * The batches of one partition in a response, up to the first damaged one. All checksums are
 * verified.
 */
public final class FetchedBatches {
  private static final BatchRecords.Sink MARKERS = (offset, time, key, value, headers) -> {};

  private final TopicPartition partition;
  private final long from;
  private final List<FetchedBatch> batches = new ArrayList<>();
  private final AbortedTransactions aborted;
  private Optional<String> fault = Optional.empty();

  /** Receives the content, in offset order. */
  public interface Visitor extends BatchRecords.Sink {
    /** Whether to continue at an offset; if not, nothing after it is delivered. */
    boolean wants(long offset);

    /**
     * The next records are of one batch.
     *
     * @param leaderEpoch negative if it is unknown
     */
    default void batch(TimestampType times, int leaderEpoch) {}

    /** This offset has this leader epoch. */
    void leaderEpoch(long offset, int epoch);

    /** Everything before the offset was delivered. */
    void position(long offset);

    /** Why this host cannot decompress a batch; empty if the batch is damaged. */
    Optional<String> missingCodec(Throwable failure);

    /** Nothing from the position on can be read. */
    void broken(String why);
  }

  /**
   * Finds the batches and verifies their checksums.
   *
   * @param from the requested offset; the first batch may begin before it
   * @param listedAborted the aborted transactions listed by the broker; null under read_uncommitted
   * @param checked whether to verify checksums
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
        fault = Optional.of("the broker sent no complete batch");
      }
    } catch (KafkaException e) {
      fault = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  public TopicPartition partition() {
    return partition;
  }

  /** The offset after the last batch. */
  long next() {
    return batches.isEmpty() ? from : Math.max(from, last().batch().nextOffset());
  }

  /** The leader epoch of the last batch; empty if unknown. */
  Optional<Integer> leaderEpoch() {
    return batches.isEmpty() || last().leaderEpoch() < 0
        ? Optional.empty()
        : Optional.of(last().leaderEpoch());
  }

  /** Whether this completes a range with the given end. */
  public boolean completes(long end) {
    return fault.isPresent() || next() >= end;
  }

  private FetchedBatch last() {
    return batches.get(batches.size() - 1);
  }

  /** Delivers everything, once. */
  public void read(BatchRecords records, Visitor visitor) {
    long position = from;
    for (FetchedBatch batch : batches) {
      long first = batch.firstOffset(position);
      tellEpoch(batch, first, visitor);
      if (!visitor.wants(first)) {
        return;
      }
      visitor.batch(batch.batch().timestampType(), batch.leaderEpoch());
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

  /** Reads one batch; returns its fault, or null. */
  private String read(FetchedBatch batch, long position, BatchRecords records, Visitor visitor) {
    try {
      if (!aborted.holds(batch.batch())) {
        // A marker is not delivered, but must be intact.
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
                      "the record batch of %s at offset %d cannot be decompressed: %s",
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
