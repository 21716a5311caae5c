package io.camus.staging;

import io.camus.spi.Decoded.Datum;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Records in memory that wait for a file, in the order in which they came. Each is a head of {@link
 * #HEAD_BYTES} and its bytes, as {@link SpillReader} reads them.
 */
final class WaitingRecords {
  /** Length, place of the range, offset, event time and CRC32C. */
  static final int HEAD_BYTES = 28;

  private static final int FIRST_BYTES = 1 << 8;
  private static final int CHUNK_BYTES = 1 << 16;

  private final List<ByteBuffer> chunks = new ArrayList<>(1);
  private final Datum datum = new Datum();
  private long length;
  private long memory;

  /** Takes one record at a time. */
  interface Visitor {
    /**
     * Takes a record.
     *
     * @param datum valid during the call
     * @param range the place of its range in the group
     */
    void record(Datum datum, int range, long offset) throws IOException;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Bytes of the records with their heads. */
  long length() {
    return length;
  }

  /** Bytes of memory that they take. */
  long memory() {
    return memory;
  }

  /**
   * Copies a record.
   *
   * @param range the place of its range in the group
   * @return the bytes of memory that this took
   */
  long add(Datum added, int range, long offset) {
    long before = memory;
    int count = Math.addExact(HEAD_BYTES, added.length);
    ByteBuffer chunk = chunks.isEmpty() ? null : chunks.get(chunks.size() - 1);
    if (chunk == null || chunk.remaining() < count) {
      chunk = ByteBuffer.allocate((int) Math.max(count, Math.min(nextChunk(), CHUNK_BYTES)));
      chunks.add(chunk);
      memory += chunk.capacity();
    }
    chunk
        .putInt(added.length)
        .putInt(range)
        .putLong(offset)
        .putLong(added.eventTimeMillis)
        .putInt((int) added.crc32c)
        .put(added.bytes, added.offset, added.length);
    length += count;
    return memory - before;
  }

  /** As many bytes as there are: the memory doubles until it grows by whole chunks. */
  private long nextChunk() {
    return Math.max(FIRST_BYTES, memory);
  }

  /** Hands over all records. */
  void forEach(Visitor visitor) throws IOException {
    for (ByteBuffer chunk : chunks) {
      ByteBuffer records = chunk.duplicate().flip();
      while (records.hasRemaining()) {
        datum.length = records.getInt();
        int range = records.getInt();
        long offset = records.getLong();
        datum.eventTimeMillis = records.getLong();
        datum.crc32c = Integer.toUnsignedLong(records.getInt());
        datum.bytes = records.array();
        datum.offset = records.arrayOffset() + records.position();
        records.position(records.position() + datum.length);
        visitor.record(datum, range, offset);
      }
    }
  }

  void writeTo(DataOutput out) throws IOException {
    for (ByteBuffer chunk : chunks) {
      out.write(chunk.array(), chunk.arrayOffset(), chunk.position());
    }
  }

  /** Forgets all records and gives their memory back. */
  void clear() {
    chunks.clear();
    length = 0;
    memory = 0;
  }
}
