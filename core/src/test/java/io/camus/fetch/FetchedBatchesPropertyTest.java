package io.camus.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.internals.StockReading;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/** Batches read in place against Kafka's own consumer. */
class FetchedBatchesPropertyTest {
  private static final TopicPartition CLICKS = new TopicPartition("clicks", 3);

  private final BatchRecords records = new BatchRecords();

  /** Writes down everything. */
  private static final class Notes implements FetchedBatches.Visitor {
    private final List<String> records = new ArrayList<>();
    private long position;
    private boolean broken;

    Notes(long from) {
      position = from;
    }

    @Override
    public boolean wants(long offset) {
      return true;
    }

    @Override
    public void leaderEpoch(long offset, int epoch) {
      assertThat(offset).isGreaterThanOrEqualTo(position - 1);
    }

    @Override
    public void accept(SourceRecord record) {
      assertThat(record.offset()).isGreaterThanOrEqualTo(position);
      records.add(
          line(
              record.offset(),
              record.timestampMillis(),
              copy(record.key()),
              copy(record.value()),
              record.headers()));
    }

    private static byte[] copy(ByteBuffer bytes) {
      return bytes == null
          ? null
          : Arrays.copyOfRange(
              bytes.array(),
              bytes.arrayOffset() + bytes.position(),
              bytes.arrayOffset() + bytes.limit());
    }

    @Override
    public void position(long offset) {
      assertThat(broken).isFalse();
      position = offset;
    }

    @Override
    public void broken(String why) {
      assertThat(why).startsWith("the record batch of clicks-3 at offset ");
      broken = true;
    }
  }

  private static String line(long offset, long time, byte[] key, byte[] value, Headers headers) {
    StringBuilder line =
        new StringBuilder(
            "%d %d %s %s".formatted(offset, time, Arrays.toString(key), Arrays.toString(value)));
    for (Header header : headers) {
      line.append(' ').append(header.key()).append('=').append(Arrays.toString(header.value()));
    }
    return line.toString();
  }

  private static List<String> lines(StockReading stock) {
    List<String> lines = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : stock.records()) {
      lines.add(
          line(
              record.offset(), record.timestamp(), record.key(), record.value(), record.headers()));
    }
    return lines;
  }

  private Notes read(PartitionData data, long from, IsolationLevel isolation) {
    Notes notes = new Notes(from);
    new FetchedBatches(
            CLICKS,
            from,
            (MemoryRecords) data.records(),
            isolation == IsolationLevel.READ_COMMITTED ? data.abortedTransactions() : null,
            true)
        .read(records, notes);
    return notes;
  }

  @Property(tries = 3000)
  void everyLogReadsAsTheConsumerReadsIt(@ForAll long seed, @ForAll IsolationLevel isolation) {
    RandomLog log = new RandomLog(seed);
    PartitionData answer = log.answer();
    long from = log.from();

    StockReading stock = StockReading.of(CLICKS, answer, from, isolation);
    Notes notes = read(answer, from, isolation);

    assertThat(notes.records).isEqualTo(lines(stock));
    assertThat(notes.broken).isFalse();
    assertThat(stock.failed()).isFalse();
    assertThat(notes.position).isEqualTo(Math.max(from, stock.next()));
    Statistics.label("records").collect(!notes.records.isEmpty());
  }

  @Property(tries = 6000, seed = "4")
  void aDamagedLogFailsAsItDoesForTheConsumerAndReadsTheSameBefore(
      @ForAll long seed, @ForAll IsolationLevel isolation) {
    RandomLog log = new RandomLog(seed);
    PartitionData answer = log.damaged();
    long from = log.from();
    Assume.that(isInOrder(answer, from));

    StockReading stock = StockReading.of(CLICKS, answer, from, isolation);
    Notes notes = read(answer, from, isolation);

    if (log.isOld() && notes.broken) {
      // Of old compressed batches the consumer compares no checksum.
      assertThat(lines(stock)).containsAll(notes.records);
    } else {
      assertThat(notes.broken).isEqualTo(stock.failed() || holdsNoBatch(answer));
      // Of a batch that cannot be decompressed to its end, each may tell a few records more.
      List<String> expected = lines(stock);
      int told = notes.broken ? Math.min(expected.size(), notes.records.size()) : expected.size();
      assertThat(notes.records.subList(0, Math.min(told, notes.records.size())))
          .isEqualTo(expected.subList(0, told));
      assertThat(notes.broken || notes.records.size() == told).isTrue();
    }
    Statistics.label("broken")
        .collect(notes.broken)
        .coverage(counts -> counts.check(true).percentage(part -> part > 20));
  }

  /** No checksum covers the offset of a batch; what goes back in offsets, the consumer repeats. */
  private static boolean isInOrder(PartitionData answer, long from) {
    long position = from;
    try {
      for (RecordBatch batch : ((MemoryRecords) answer.records()).batches()) {
        boolean isBehind =
            BatchRecords.isPresent(batch) && position != from && batch.baseOffset() < position;
        if (isBehind || batch.nextOffset() <= position || batch.nextOffset() < 0) {
          return false;
        }
        position = batch.nextOffset();
      }
      return true;
    } catch (RuntimeException e) {
      return true;
    }
  }

  @Property(tries = 2000)
  void whateverIsDamagedOffsetsNeverGoBack(@ForAll long seed) {
    RandomLog log = new RandomLog(seed);
    Notes notes = read(log.damaged(), log.from(), IsolationLevel.READ_COMMITTED);
    assertThat(notes.records).doesNotHaveDuplicates();
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
