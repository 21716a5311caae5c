package io.camus.fetch;

import java.nio.ByteBuffer;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * A record batch and its location.
 *
 * @param answer the records of a response, in an accessible array
 * @param at start of the batch, relative to the buffer's position
 * @param checked whether to verify checksums
 */
record FetchedBatch(RecordBatch batch, ByteBuffer answer, int at, boolean checked) {
  byte[] array() {
    return answer.array();
  }

  /** Index of the records of a batch in the current format, in the array. */
  int recordsAt() {
    return answer.arrayOffset() + answer.position() + at + DefaultRecordBatch.RECORD_BATCH_OVERHEAD;
  }

  /** The end of the batch in the array, exclusive. */
  int end() {
    return answer.arrayOffset() + answer.position() + at + batch.sizeInBytes();
  }

  /**
   * The first possible offset of a record.
   *
   * @param position everything before this has been read; old formats have no base offset
   */
  long firstOffset(long position) {
    return isPresent(batch) ? Math.max(position, batch.baseOffset()) : position;
  }

  /** Its leader epoch; negative if unknown. */
  int leaderEpoch() {
    return batch.partitionLeaderEpoch();
  }

  /** Whether a batch is in the current format, with a checksum in its header. */
  static boolean isPresent(RecordBatch batch) {
    return batch.magic() >= RecordBatch.MAGIC_VALUE_V2;
  }
}
