package io.camus.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.internals.StockReading;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.internal.MemoryRecords;

/** Writes down all that is read of an answer: a line for each record. Offsets have to go up. */
final class ReadingNotes implements FetchedBatches.Visitor {
  private final TopicPartition partition;
  private final List<String> records = new ArrayList<>();
  private long next;
  private long position;
  private boolean broken;

  private ReadingNotes(TopicPartition partition, long from) {
    this.partition = partition;
    this.next = from;
    this.position = from;
  }

  /** Reads an answer for one partition, from an offset on. */
  static ReadingNotes of(
      TopicPartition partition, PartitionData data, long from, IsolationLevel isolation) {
    ReadingNotes notes = new ReadingNotes(partition, from);
    try (BatchRecords records = new BatchRecords()) {
      new FetchedBatches(
              partition,
              from,
              (MemoryRecords) data.records(),
              isolation == IsolationLevel.READ_COMMITTED ? data.abortedTransactions() : null,
              true)
          .read(records, notes);
    }
    return notes;
  }

  /** The lines that the consumer's reading of an answer gives. */
  static List<String> lines(StockReading stock) {
    List<String> lines = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : stock.records()) {
      lines.add(
          line(
              record.offset(), record.timestamp(), record.key(), record.value(), record.headers()));
    }
    return lines;
  }

  List<String> records() {
    return records;
  }

  /** The offset behind all that was read. */
  long position() {
    return position;
  }

  /** Whether the reading ended at damage. */
  boolean broken() {
    return broken;
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
  public void record(
      long offset,
      long timestampMillis,
      ByteBuffer key,
      ByteBuffer value,
      Supplier<Headers> headers) {
    assertThat(offset).isGreaterThanOrEqualTo(next);
    next = offset + 1;
    records.add(line(offset, timestampMillis, copy(key), copy(value), headers.get()));
  }

  @Override
  public Optional<String> missingCodec(Throwable failure) {
    return Optional.empty();
  }

  @Override
  public void position(long offset) {
    assertThat(broken).isFalse();
    next = Math.max(next, offset);
    position = offset;
  }

  @Override
  public void broken(String why) {
    assertThat(why).startsWith("the record batch of " + partition + " at offset ");
    broken = true;
  }

  private static byte[] copy(ByteBuffer bytes) {
    return bytes == null
        ? null
        : Arrays.copyOfRange(
            bytes.array(),
            bytes.arrayOffset() + bytes.position(),
            bytes.arrayOffset() + bytes.limit());
  }

  private static String line(long offset, long time, byte[] key, byte[] value, Headers headers) {
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%d %d %s %s",
                offset,
                time,
                Arrays.toString(key),
                Arrays.toString(value)));
    for (Header header : headers) {
      line.append(' ').append(header.key()).append('=').append(Arrays.toString(header.value()));
    }
    return line.toString();
  }
}
