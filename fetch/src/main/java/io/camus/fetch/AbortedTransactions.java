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
 * Determines which batches of a response belong to aborted transactions. The broker lists the
 * aborted transactions that may have records in the response; each starts at an offset and ends at
 * its producer's next abort marker. Source: KIP-98, "Reading committed messages".
 */
final class AbortedTransactions {
  private final boolean wanted;
  private final Queue<AbortedTransaction> toCome;
  private final Set<Long> open = new HashSet<>();

  /**
   * @param listed by the broker, in any order; null under read_uncommitted: nothing then counts as
   *     aborted, and markers are ignored
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

  /** Whether a batch was aborted. Call for every batch of the response, in order. */
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
      throw new MalformedBatchException("not a marker: " + e.getMessage(), e);
    }
  }
}
