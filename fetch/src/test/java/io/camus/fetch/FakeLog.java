package io.camus.fetch;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * The log of one partition of a {@link FakeBroker}; and what the broker says of it, if not that.
 */
public final class FakeLog {
  private static final int BATCHES_AN_ANSWER = 3;

  private final List<Piece> pieces = new ArrayList<>();

  /** By the offsets of their markers. */
  private final NavigableMap<Long, AbortedTransaction> aborted = new TreeMap<>();

  private final Queue<Errors> errors = new ArrayDeque<>();
  private final Map<Integer, Long> ends = new HashMap<>();
  private Errors lasting = Errors.NONE;
  private long start;
  private long end;
  private int epoch;
  private long askedFor;

  /** A batch as it is sent. */
  private record Piece(ByteBuffer bytes, long next) {}

  /** Appends batches; what follows may be damaged, but not the heads. */
  public synchronized FakeLog append(MemoryRecords records) {
    int at = 0;
    for (RecordBatch batch : records.batches()) {
      pieces.add(new Piece(records.buffer().slice(at, batch.sizeInBytes()), batch.nextOffset()));
      at += batch.sizeInBytes();
      end = batch.nextOffset();
    }
    return this;
  }

  /** Damages the last byte of the last batch. */
  public synchronized void damage() {
    ByteBuffer bytes = pieces.get(pieces.size() - 1).bytes();
    int at = bytes.limit() - 1;
    bytes.put(at, (byte) (bytes.get(at) ^ 1));
  }

  /** A transaction was aborted, by a marker that has been appended. */
  public synchronized void abort(long producer, long firstOffset, long marker) {
    aborted.put(
        marker, new AbortedTransaction().setProducerId(producer).setFirstOffset(firstOffset));
  }

  /** Retention. */
  public synchronized void start(long offset) {
    start = offset;
  }

  /** A truncation. */
  public synchronized void end(long offset) {
    end = offset;
  }

  public synchronized void epoch(int now) {
    epoch = now;
  }

  public synchronized void epochEnds(int ofEpoch, long at) {
    ends.put(ofEpoch, at);
  }

  /** The next answers are these errors. */
  public synchronized void failNext(Errors... next) {
    errors.addAll(List.of(next));
  }

  /** All answers from now on are this error. */
  public synchronized void fail(Errors always) {
    lasting = always;
  }

  synchronized long start() {
    return start;
  }

  synchronized long end() {
    return end;
  }

  synchronized int epoch() {
    return epoch;
  }

  synchronized long endOfEpoch(int ofEpoch) {
    return ends.getOrDefault(ofEpoch, end);
  }

  /** The largest offset that was asked for. */
  public synchronized long askedFor() {
    return askedFor;
  }

  synchronized PartitionData answer(long offset) {
    askedFor = Math.max(askedFor, offset);
    Errors error = errors.isEmpty() ? lasting : errors.remove();
    if (error == Errors.NONE && (offset < start || offset > end)) {
      error = Errors.OFFSET_OUT_OF_RANGE;
    }
    if (error != Errors.NONE) {
      return new PartitionData()
          .setErrorCode(error.code())
          .setHighWatermark(-1)
          .setRecords(MemoryRecords.EMPTY);
    }
    List<Piece> found =
        pieces.stream().filter(piece -> piece.next() > offset).limit(BATCHES_AN_ANSWER).toList();
    ByteBuffer all =
        ByteBuffer.allocate(found.stream().mapToInt(piece -> piece.bytes().limit()).sum());
    found.forEach(piece -> all.put(piece.bytes().duplicate()));
    return new PartitionData()
        .setHighWatermark(end)
        .setLastStableOffset(end)
        .setLogStartOffset(start)
        .setAbortedTransactions(List.copyOf(aborted.tailMap(offset, true).values()))
        .setRecords(MemoryRecords.readableRecords(all.flip()));
  }
}
