package io.camus.fetch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.Records;

/**
 * A piece of a partition's log from a seed, as a broker may send it: batches of all formats and
 * compressions, transactions that end either way or not at all, markers, and holes where records or
 * whole batches were compacted away.
 */
final class RandomLog {
  private static final int SPACE = 1 << 20;

  private final Random random;
  private final ByteBuffer log = ByteBuffer.allocate(SPACE);
  private final List<AbortedTransaction> aborted = new ArrayList<>();
  private final Map<Long, Long> open = new HashMap<>();
  private final long first;
  private final boolean old;
  private long firstEnd;
  private long offset;
  private int epoch;

  RandomLog(long seed) {
    this.random = new Random(seed);
    this.first = random.nextInt(1000);
    this.offset = first;
    int batches = random.nextInt(8);
    old = random.nextInt(4) == 0;
    for (int i = 0; i < batches; i++) {
      epoch += random.nextInt(2);
      if (old) {
        oldBatch();
      } else {
        switch (random.nextInt(6)) {
          case 0 -> marker();
          case 1 -> emptied();
          default -> batch();
        }
      }
      if (i == 0) {
        firstEnd = old ? first + 1 : offset;
      }
      offset += random.nextInt(3) == 0 ? random.nextInt(5) : 0;
    }
    log.flip();
  }

  /** Whether it is of the formats before Kafka 0.11. */
  boolean isOld() {
    return old;
  }

  /** An offset that may have been asked for: it lies in the first batch. */
  long from() {
    return first + random.nextInt((int) Math.max(1, firstEnd - first));
  }

  /** The answer as a broker gives it, with the bytes at some place of a larger array. */
  PartitionData answer() {
    return answer(log);
  }

  /** The same with some bytes changed, or cut off. */
  PartitionData damaged() {
    ByteBuffer copy = ByteBuffer.allocate(log.limit()).put(log.duplicate()).flip();
    if (copy.limit() > 0) {
      if (random.nextInt(4) == 0) {
        copy.limit(random.nextInt(copy.limit()));
      } else {
        int at = random.nextInt(copy.limit());
        copy.put(at, (byte) random.nextInt());
        if (random.nextBoolean()) {
          repairChecksums(copy);
        }
      }
    }
    return answer(copy);
  }

  /** Makes it look as if a producer had sent the damage. */
  private static void repairChecksums(ByteBuffer bytes) {
    int at = 0;
    while (at + DefaultRecordBatch.RECORD_BATCH_OVERHEAD <= bytes.limit()) {
      int size = bytes.getInt(at + Long.BYTES) + Records.LOG_OVERHEAD;
      if (size < DefaultRecordBatch.RECORD_BATCH_OVERHEAD
          || size > bytes.limit() - at
          || bytes.get(at + Records.MAGIC_OFFSET) != RecordBatch.CURRENT_MAGIC_VALUE) {
        return;
      }
      int from = DefaultRecordBatch.CRC_OFFSET + Integer.BYTES;
      CRC32C checksum = new CRC32C();
      checksum.update(bytes.slice(at + from, size - from));
      bytes.putInt(at + DefaultRecordBatch.CRC_OFFSET, (int) checksum.getValue());
      at += size;
    }
  }

  private PartitionData answer(ByteBuffer bytes) {
    int before = random.nextInt(50);
    ByteBuffer larger = ByteBuffer.allocate(before + bytes.remaining() + 50);
    larger.position(before).put(bytes.duplicate());
    larger.limit(larger.position()).position(before);
    return new PartitionData()
        .setRecords(MemoryRecords.readableRecords(larger.slice()))
        .setAbortedTransactions(aborted);
  }

  private Compression compression(CompressionType... types) {
    return Compression.of(types[random.nextInt(types.length)]).build();
  }

  private void oldBatch() {
    byte magic = (byte) random.nextInt(2);
    TimestampType time =
        magic == RecordBatch.MAGIC_VALUE_V0 ? TimestampType.NO_TIMESTAMP_TYPE : timeType();
    ByteBuffer space = ByteBuffer.allocate(1 << 16);
    MemoryRecordsBuilder builder =
        MemoryRecords.builder(
            space,
            magic,
            compression(CompressionType.NONE, CompressionType.GZIP, CompressionType.SNAPPY),
            time,
            offset,
            1_700_000_000_000L);
    int records = 1 + random.nextInt(5);
    for (int i = 0; i < records; i++) {
      builder.appendWithOffset(
          offset++,
          magic == RecordBatch.MAGIC_VALUE_V0 ? RecordBatch.NO_TIMESTAMP : time(),
          bytes(),
          bytes());
    }
    log.put(builder.build().buffer());
  }

  private void batch() {
    long producer = random.nextInt(4);
    boolean transaction = producer > 1;
    if (transaction) {
      open.putIfAbsent(producer, offset);
    }
    MemoryRecordsBuilder builder =
        MemoryRecords.builder(
            ByteBuffer.allocate(1 << 17),
            RecordBatch.CURRENT_MAGIC_VALUE,
            compression(CompressionType.values()),
            timeType(),
            offset,
            1_700_000_000_000L,
            producer == 0 ? RecordBatch.NO_PRODUCER_ID : producer,
            producer == 0 ? RecordBatch.NO_PRODUCER_EPOCH : (short) 3,
            producer == 0 ? RecordBatch.NO_SEQUENCE : 7,
            transaction,
            epoch);
    int records = 1 + random.nextInt(6);
    for (int i = 0; i < records; i++) {
      offset += random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
      builder.appendWithOffset(offset++, time(), bytes(), bytes(), headers());
    }
    if (random.nextInt(4) == 0) {
      offset += random.nextInt(3);
      builder.overrideLastOffset(offset - 1);
    }
    log.put(builder.build().buffer());
  }

  /** A batch of which compaction has left the head. */
  private void emptied() {
    long last = offset + random.nextInt(4);
    DefaultRecordBatch.writeEmptyHeader(
        log,
        RecordBatch.CURRENT_MAGIC_VALUE,
        1,
        (short) 3,
        9,
        offset,
        last,
        epoch,
        TimestampType.CREATE_TIME,
        time(),
        false,
        random.nextBoolean());
    offset = last + 1;
  }

  private void marker() {
    long producer = 2L + random.nextInt(2);
    boolean abort = random.nextBoolean();
    Long begin = open.remove(producer);
    if (abort && begin != null) {
      aborted.add(new AbortedTransaction().setProducerId(producer).setFirstOffset(begin));
    }
    MemoryRecords.writeEndTransactionalMarker(
        log,
        offset,
        time(),
        epoch,
        producer,
        (short) 3,
        new EndTransactionMarker(abort ? ControlRecordType.ABORT : ControlRecordType.COMMIT, 1));
    offset++;
  }

  private TimestampType timeType() {
    return random.nextBoolean() ? TimestampType.CREATE_TIME : TimestampType.LOG_APPEND_TIME;
  }

  private long time() {
    return 1_699_999_500_000L + random.nextInt(1_000_000);
  }

  private byte[] bytes() {
    if (random.nextInt(5) == 0) {
      return null;
    }
    byte[] bytes = new byte[random.nextInt(20) == 0 ? random.nextInt(9000) : random.nextInt(90)];
    random.nextBytes(bytes);
    return bytes;
  }

  private Header[] headers() {
    Header[] headers = new Header[random.nextInt(3) == 0 ? random.nextInt(4) : 0];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = new RecordHeader("kopf-ü" + random.nextInt(3), bytes());
    }
    return headers;
  }
}
