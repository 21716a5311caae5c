package io.camus.staging;

import io.camus.spi.Decoded.Datum;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Records in memory that wait for a file, in order of arrival. Each has a header of {@link
 * #HEAD_BYTES} and its bytes, as {@link SpillReader} reads them.
 */
final class WaitingRecords {
  /** Length, index of the range, offset, event time and CRC32C. */
  static final int HEAD_BYTES = 28;

  private static final int FIRST_BYTES = 1 << 8;
  private static final int CHUNK_BYTES = 1 << 16;

  private final List<ByteBuffer> chunks = new ArrayList<>(1);
  private final Datum datum = new Datum();
  private long length;
  private long memory;

  /** Receives one record at a time. */
  interface Visitor {
    /**
     * Takes a record.
     *
     * @param datum valid during the call
     * @param range the index of its range in the group
     */
    void record(Datum datum, int range, long offset) throws IOException;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Bytes of the records with their headers. */
  long length() {
    return length;
  }

  /** Their memory in bytes. */
  long memory() {
    return memory;
  }

  /**
   * Copies a record.
   *
   * @param range the index of its range in the group
   * @return the additional memory in bytes
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

  /** Doubles the memory until it grows by whole chunks. */
  private long nextChunk() {
    return Math.max(FIRST_BYTES, memory);
  }

  /** Delivers all records. */
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

  /** Drops all records and frees their memory. */
  void clear() {
    chunks.clear();
    length = 0;
    memory = 0;
  }
}
