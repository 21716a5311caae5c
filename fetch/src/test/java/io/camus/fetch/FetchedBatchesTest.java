package io.camus.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.internals.StockReading;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

/** Oddities in a log, which read as Kafka's own consumer reads them. */
class FetchedBatchesTest {
  private static final TopicPartition CLICKS = new TopicPartition("clicks", 3);
  private static final byte[] TOO_SHORT_FOR_A_MARKER = {0};

  private final ByteBuffer log = ByteBuffer.allocate(1000);

  @Test
  void aMarkerThatIsNoneBreaksTheRangeOfWhoReadsCommittedRecords() throws IOException {
    PartitionData answer = recordThenOddMarkerThenRecord();

    ReadingNotes notes = ReadingNotes.of(CLICKS, answer, 0, IsolationLevel.READ_COMMITTED);
    StockReading stock = StockReading.of(CLICKS, answer, 0, IsolationLevel.READ_COMMITTED);

    assertThat(notes.records()).hasSize(1).isEqualTo(ReadingNotes.lines(stock));
    assertThat(notes.position()).isEqualTo(1);
    assertThat(notes.broken()).isTrue();
    assertThat(stock.failed()).isTrue();
  }

  @Test
  void aMarkerThatIsNoneIsNothingToWhoReadsUncommittedRecordsToo() throws IOException {
    PartitionData answer = recordThenOddMarkerThenRecord();

    ReadingNotes notes = ReadingNotes.of(CLICKS, answer, 0, IsolationLevel.READ_UNCOMMITTED);
    StockReading stock = StockReading.of(CLICKS, answer, 0, IsolationLevel.READ_UNCOMMITTED);

    assertThat(notes.records()).hasSize(2).isEqualTo(ReadingNotes.lines(stock));
    assertThat(notes.position()).isEqualTo(3);
    assertThat(notes.broken()).isFalse();
    assertThat(stock.failed()).isFalse();
  }

  /** The consumer takes such a record and leaves out all that it has passed with it. */
  @Test
  void aRecordBehindTheEndOfItsBatchBreaksTheRange() throws IOException {
    MemoryRecordsBuilder batch = batch(Kind.RECORDS, 0);
    add(batch, 0, "first");
    add(batch, 9, "far away");
    batch.overrideLastOffset(1);
    write(batch);
    write(Kind.RECORDS, 2, "second".getBytes(UTF_8));

    ReadingNotes notes = ReadingNotes.of(CLICKS, answer(), 0, IsolationLevel.READ_COMMITTED);

    assertThat(notes.records()).hasSize(1);
    assertThat(notes.position()).isZero();
    assertThat(notes.broken()).isTrue();
  }

  /** The consumer leaves such a record out. */
  @Test
  void aRecordThatIsNotBehindTheOneBeforeItBreaksTheRange() throws IOException {
    MemoryRecordsBuilder batch = batch(Kind.RECORDS, 0);
    add(batch, 0, "first");
    add(batch, 1, "second");
    add(batch, 1, "second again");
    write(batch);

    ReadingNotes notes = ReadingNotes.of(CLICKS, answer(), 0, IsolationLevel.READ_COMMITTED);

    assertThat(notes.records()).hasSize(2);
    assertThat(notes.position()).isZero();
    assertThat(notes.broken()).isTrue();
  }

  private PartitionData recordThenOddMarkerThenRecord() throws IOException {
    write(Kind.RECORDS, 0, "first".getBytes(UTF_8));
    write(Kind.MARKER, 1, TOO_SHORT_FOR_A_MARKER);
    write(Kind.RECORDS, 2, "second".getBytes(UTF_8));
    return answer();
  }

  private enum Kind {
    RECORDS,
    MARKER
  }

  private void write(Kind kind, long offset, byte[] key) throws IOException {
    MemoryRecordsBuilder batch = batch(kind, offset);
    batch.appendUncheckedWithOffset(offset, new SimpleRecord(1000, key, new byte[6]));
    write(batch);
  }

  private static MemoryRecordsBuilder batch(Kind kind, long offset) {
    return MemoryRecords.builder(
        ByteBuffer.allocate(200),
        RecordBatch.CURRENT_MAGIC_VALUE,
        Compression.NONE,
        TimestampType.CREATE_TIME,
        offset,
        RecordBatch.NO_TIMESTAMP,
        7,
        (short) 0,
        0,
        true,
        kind == Kind.MARKER,
        0);
  }

  private static void add(MemoryRecordsBuilder batch, long offset, String value)
      throws IOException {
    batch.appendUncheckedWithOffset(offset, new SimpleRecord(1000, value.getBytes(UTF_8)));
  }

  private void write(MemoryRecordsBuilder batch) {
    log.put(batch.build().buffer());
  }

  private PartitionData answer() {
    return new PartitionData()
        .setRecords(MemoryRecords.readableRecords(log.flip()))
        .setAbortedTransactions(List.of());
  }
}
