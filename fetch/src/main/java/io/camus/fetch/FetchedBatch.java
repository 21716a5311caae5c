package io.camus.fetch;

import java.nio.ByteBuffer;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * One record batch, and where it lies.
 *
 * @param answer the records of an answer, in an accessible array
 * @param at where the batch begins in it, counted from its position
 * @param checked whether checksums are wanted
 */
record FetchedBatch(RecordBatch batch, ByteBuffer answer, int at, boolean checked) {
  byte[] array() {
    return answer.array();
  }

  /** Where the records of a batch of the present format begin in the array. */
  int recordsAt() {
    return answer.arrayOffset() + answer.position() + at + DefaultRecordBatch.RECORD_BATCH_OVERHEAD;
  }

  /** The end of the batch in the array, exclusive. */
  int end() {
    return answer.arrayOffset() + answer.position() + at + batch.sizeInBytes();
  }

  /**
   * The first offset that it may have a record of.
   *
   * @param position everything before this has been read; old formats tell no more
   */
  long firstOffset(long position) {
    return isPresent(batch) ? Math.max(position, batch.baseOffset()) : position;
  }

  /** The leader epoch that it was written under; negative if that is not known. */
  int leaderEpoch() {
    return batch.partitionLeaderEpoch();
  }

  /** Whether a batch is of the present format, whose head has its own checksum. */
  static boolean isPresent(RecordBatch batch) {
    return batch.magic() >= RecordBatch.MAGIC_VALUE_V2;
  }
}
