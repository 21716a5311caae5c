package io.camus.fetch;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.*;
import org.apache.kafka.common.utils.internals.*;

/**
 * Tells which batches of one answer belong to aborted transactions. A broker lists those that the
 * answer may hold records of; each begins at an offset and ends at its producer's next abort
 * marker. Source: KIP-98, "Reading committed messages".
 */
final class AbortedTransactions {
  private final boolean wanted;
  private final Queue<AbortedTransaction> toCome;
  private final Set<Long> open = new HashSet<>();

  /**
   * @param listed by the broker, in any order; null if the reader takes uncommitted records too:
   *     then nothing is aborted, and no marker is looked into
   */
  AbortedTransactions(List<AbortedTransaction> listed) {
    wanted = listed != null;
    List<AbortedTransaction> all = listed == null ? List.of() : listed;
    toCome =
        new ArrayDeque<>(
            all.stream()
                .sorted(Comparator.comparingLong(AbortedTransaction::firstOffset))
                .toList());
  }

  /** Whether a batch was aborted. To be asked for every batch of the answer, in their order. */
  boolean holds(RecordBatch batch) {
    if (!wanted || !batch.hasProducerId()) {
      return false;
    }
    while (!toCome.isEmpty() && toCome.peek().firstOffset() <= batch.lastOffset()) {
      open.add(toCome.remove().producerId());
    }
    if (batch.isControlBatch() && isAbort(batch)) {
      open.remove(batch.producerId());
      return false;
    }
    return batch.isTransactional() && open.contains(batch.producerId());
  }

  private static boolean isAbort(RecordBatch control) {
    try (CloseableIterator<Record> records = control.streamingIterator(BufferSupplier.NO_CACHING)) {
      return records.hasNext()
          && ControlRecordType.parse(records.next().key()) == ControlRecordType.ABORT;
    } catch (RuntimeException e) {
      throw new MalformedBatchException("a marker that is none: " + e.getMessage(), e);
    }
  }
}
