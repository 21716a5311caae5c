package io.camus.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.apache.kafka.clients.consumer.internals.StockReading;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.*;
import org.apache.kafka.common.utils.internals.*;
import org.xerial.snappy.SnappyError;

/** Batches read in place against Kafka's own consumer. */
class FetchedBatchesPropertyTest {
  private static final TopicPartition CLICKS = new TopicPartition("clicks", 3);

  @Property(tries = 3000)
  void everyLogReadsAsTheConsumerReadsIt(@ForAll long seed, @ForAll IsolationLevel isolation) {
    RandomLog log = new RandomLog(seed);
    PartitionData answer = log.answer();
    long from = log.from();

    StockReading stock = StockReading.of(CLICKS, answer, from, isolation);
    ReadingNotes notes = ReadingNotes.of(CLICKS, answer, from, isolation);

    assertThat(notes.records()).isEqualTo(ReadingNotes.lines(stock));
    assertThat(notes.broken()).isFalse();
    assertThat(stock.failed()).isFalse();
    assertThat(notes.position()).isEqualTo(Math.max(from, stock.next()));
    Statistics.label("records").collect(!notes.records().isEmpty());
  }

  @Property(tries = 6000)
  void aDamagedLogFailsAsItDoesForTheConsumerAndReadsTheSameBefore(
      @ForAll long seed, @ForAll IsolationLevel isolation) {
    RandomLog log = new RandomLog(seed);
    PartitionData answer = log.damaged();
    long from = log.from();
    Assume.that(isInOrder(answer, from));

    StockReading stock = StockReading.of(CLICKS, answer, from, isolation);
    ReadingNotes notes = ReadingNotes.of(CLICKS, answer, from, isolation);

    if (log.isOld() && notes.broken()) {
      // Of old compressed batches the consumer compares no checksum.
      assertThat(ReadingNotes.lines(stock)).containsAll(notes.records());
    } else {
      assertThat(notes.broken()).isEqualTo(stock.failed() || holdsNoBatch(answer));
      // Of a batch that cannot be decompressed to its end, each may tell a few records more.
      List<String> expected = ReadingNotes.lines(stock);
      int told =
          notes.broken() ? Math.min(expected.size(), notes.records().size()) : expected.size();
      assertThat(notes.records().subList(0, Math.min(told, notes.records().size())))
          .isEqualTo(expected.subList(0, told));
      assertThat(notes.broken() || notes.records().size() == told).isTrue();
    }
    Statistics.label("broken")
        .collect(notes.broken())
        .coverage(counts -> counts.check(true).percentage(part -> part > 20));
  }

  /**
   * No checksum covers the offset of a batch, and the consumer believes every offset: of what goes
   * back it repeats or leaves out some.
   */
  private static boolean isInOrder(PartitionData answer, long from) {
    long position = from;
    try {
      for (RecordBatch batch : ((MemoryRecords) answer.records()).batches()) {
        boolean isBehind =
            FetchedBatch.isPresent(batch) && position != from && batch.baseOffset() < position;
        if (isBehind || batch.nextOffset() <= position || batch.nextOffset() < 0) {
          return false;
        }
        position = batch.nextOffset();
        if (!isInOrder(batch)) {
          return false;
        }
      }
      return true;
    } catch (RuntimeException | OutOfMemoryError | SnappyError e) {
      // Kafka's iterator, too, makes room for whatever size a damaged record claims to have.
      return true;
    }
  }

  private static boolean isInOrder(RecordBatch batch) {
    long previous = batch.baseOffset() - 1;
    try (CloseableIterator<Record> records = batch.streamingIterator(BufferSupplier.NO_CACHING)) {
      while (FetchedBatch.isPresent(batch) && records.hasNext()) {
        long offset = records.next().offset();
        if (offset <= previous || offset > batch.lastOffset()) {
          return false;
        }
        previous = offset;
      }
      return true;
    }
  }

  @Property(tries = 2000)
  void whateverIsDamagedOffsetsNeverGoBack(@ForAll long seed) {
    RandomLog log = new RandomLog(seed);
    ReadingNotes notes =
        ReadingNotes.of(CLICKS, log.damaged(), log.from(), IsolationLevel.READ_COMMITTED);
    assertThat(notes.records()).doesNotHaveDuplicates();
  }

  /** The consumer notices an answer without one whole batch elsewhere. */
  private static boolean holdsNoBatch(PartitionData answer) {
    MemoryRecords records = (MemoryRecords) answer.records();
    try {
      return records.sizeInBytes() > 0 && !records.batches().iterator().hasNext();
    } catch (KafkaException e) {
      return false;
    }
  }
}
