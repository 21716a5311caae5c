package io.camus.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.*;
import org.apache.kafka.common.utils.internals.*;
import org.xerial.snappy.SnappyError;

/**
 * Delivers the records of batches. Records of the current format are read in place with one moving
 * view, without allocation except for headers on request. Batches in formats before Kafka 0.11 use
 * Kafka's own iterator. Not thread-safe.
 *
 * <p>Source: Kafka's protocol guide, "Record Batch" and "Record".
 */
public final class BatchRecords implements AutoCloseable {
  private final BufferSupplier buffers = BufferSupplier.create();
  private final RecordWindow window = new RecordWindow();
  private final Supplier<Headers> headersAtHand = this::headers;

  private ByteBuffer key = ByteBuffer.wrap(window.array());
  private ByteBuffer value = ByteBuffer.wrap(window.array());
  private int headersAt;
  private int headerCount;

  /** Receives the records of batches, in offset order. */
  @FunctionalInterface
  public interface Sink {
    /**
     * A record. Its buffers are reused: do not keep them after the call.
     *
     * @param timestampMillis Kafka's timestamp of the record, negative if it has none
     * @param key from position to limit, backed by an accessible array; null if there is none
     * @param value the same way
     * @param headers creates them, during the call
     */
    void record(
        long offset,
        long timestampMillis,
        ByteBuffer key,
        ByteBuffer value,
        Supplier<Headers> headers);
  }

  /**
   * Delivers the records from an offset on, in ascending offset order.
   *
   * @param from records before this offset are skipped
   * @throws MalformedBatchException if the batch contradicts its header; records before the fault
   *     were delivered
   * @throws DecompressionException if it cannot be decompressed; likewise
   */
  void read(FetchedBatch batch, long from, Sink sink) {
    if (batch.batch() instanceof DefaultRecordBatch present) {
      if (isCompressed(present)) {
        readCompressed(present, from, sink);
      } else {
        window.open(batch.array(), batch.recordsAt(), batch.end());
        readAll(present, from, sink);
      }
      window.leave();
    } else {
      readOld(batch, from, sink);
    }
  }

  private void readCompressed(DefaultRecordBatch batch, long from, Sink sink) {
    try (InputStream stream = stream(batch)) {
      window.open(stream);
      readAll(batch, from, sink);
    } catch (IOException e) {
      throw new DecompressionException(e);
    }
  }

  private static boolean isCompressed(DefaultRecordBatch batch) {
    try {
      return batch.isCompressed();
    } catch (IllegalArgumentException e) {
      throw new MalformedBatchException("unknown compression: " + e.getMessage(), e);
    }
  }

  private InputStream stream(DefaultRecordBatch batch) {
    try {
      return batch.recordInputStream(buffers);
    } catch (RuntimeException | SnappyError | LinkageError e) {
      throw new DecompressionException(e);
    }
  }

  private void readAll(DefaultRecordBatch batch, long from, Sink sink) {
    long baseOffset = batch.baseOffset();
    long lastOffset = batch.lastOffset();
    boolean appendTime = batch.timestampType() == TimestampType.LOG_APPEND_TIME;
    long baseTime = appendTime ? batch.maxTimestamp() : batch.baseTimestamp();
    long previous = baseOffset - 1;
    int count = batch.countOrNull();
    if (count < 0) {
      throw new MalformedBatchException(String.format(Locale.ROOT, "a batch of %d records", count));
    }
    for (int i = 0; i < count; i++) {
      window.enterRecord();
      window.skip(1); // The attributes, all unused.
      long timeDelta = window.readLong();
      long offset = baseOffset + window.readInt();
      if (offset <= previous || offset > lastOffset) {
        throw new MalformedBatchException(
            String.format(
                Locale.ROOT,
                "a record at offset %d after %d, in a batch from %d to %d",
                offset,
                previous,
                baseOffset,
                lastOffset));
      }
      previous = offset;
      attach();
      ByteBuffer recordKey = slice(key);
      ByteBuffer recordValue = slice(value);
      skipHeaders();
      window.leaveRecord();
      if (i == count - 1) {
        window.requireEnd();
      }
      if (offset >= from) {
        sink.record(
            offset,
            appendTime ? baseTime : baseTime + timeDelta,
            recordKey,
            recordValue,
            headersAtHand);
      }
    }
  }

  /** Moves the views to the window's array, which rarely changes. */
  private void attach() {
    byte[] array = window.array();
    if (value.array() != array) {
      key = ByteBuffer.wrap(array);
      value = ByteBuffer.wrap(array);
    }
  }

  private ByteBuffer slice(ByteBuffer buffer) {
    int size = window.readInt();
    if (size < 0) {
      return null;
    }
    int at = window.position();
    window.skip(size);
    return buffer.limit(at + size).position(at);
  }

  private void skipHeaders() {
    headerCount = window.readInt();
    headersAt = window.position();
    if (headerCount < 0) {
      throw new MalformedBatchException(
          String.format(Locale.ROOT, "a record with %d headers", headerCount));
    }
    for (int i = 0; i < headerCount; i++) {
      int nameBytes = window.readInt();
      if (nameBytes < 0) {
        throw new MalformedBatchException(
            String.format(Locale.ROOT, "a header's name of %d bytes", nameBytes));
      }
      window.skip(nameBytes);
      window.skip(Math.max(0, window.readInt()));
    }
  }

  /** Creates the headers of the current record, which are already validated. */
  private Headers headers() {
    Headers headers = new RecordHeaders();
    int behind = window.position();
    window.position(headersAt);
    for (int i = 0; i < headerCount; i++) {
      String name = new String(copy(window.readInt()), UTF_8);
      int size = window.readInt();
      headers.add(name, size < 0 ? null : copy(size));
    }
    window.position(behind);
    return headers;
  }

  private byte[] copy(int size) {
    int at = window.position();
    window.skip(size);
    return Arrays.copyOfRange(window.array(), at, at + size);
  }

  private void readOld(FetchedBatch batch, long from, Sink sink) {
    Supplier<Headers> none = RecordHeaders::new;
    try (CloseableIterator<Record> records = iterator(batch)) {
      for (Record record = next(records, batch, from);
          record != null;
          record = next(records, batch, record.offset() + 1)) {
        sink.record(
            record.offset(),
            record.timestamp(),
            withArray(record.key()),
            withArray(record.value()),
            none);
      }
    }
  }

  private CloseableIterator<Record> iterator(FetchedBatch batch) {
    try {
      return batch.batch().streamingIterator(buffers);
    } catch (RuntimeException | SnappyError | LinkageError e) {
      throw new DecompressionException(e);
    }
  }

  /** The next record from an offset on; null at the end. */
  private static Record next(CloseableIterator<Record> records, FetchedBatch batch, long from) {
    try {
      while (records.hasNext()) {
        Record record = records.next();
        if (record.offset() >= from) {
          if (batch.checked()) {
            record.ensureValid();
          }
          return record;
        }
      }
      return null;
    } catch (RuntimeException | SnappyError | LinkageError e) {
      throw new DecompressionException(e);
    }
  }

  private static ByteBuffer withArray(ByteBuffer bytes) {
    if (bytes == null || bytes.hasArray()) {
      return bytes;
    }
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
    return copy.put(bytes.duplicate()).flip();
  }

  @Override
  public void close() {
    buffers.close();
  }
}
