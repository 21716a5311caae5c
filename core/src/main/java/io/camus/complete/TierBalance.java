package io.camus.complete;

import java.util.Collection;
import java.util.Map;

/**
 * Compares what tiers counted in buckets with what the brokers held there (docs/protocol.md,
 * "Complete buckets").
 */
public interface TierBalance {
  /**
   * The topics whose buckets do not all balance. If something cannot be read, buckets stay open;
   * that is not a failure.
   *
   * @param spans the buckets that are about to be closed; all of their records that arrived in time
   *     are committed
   * @param record the last record of the log to include
   * @throws io.camus.model.StorageException if the log cannot be read
   */
  Map<String, HeldOpen> judge(Collection<ClosingSpan> spans, long record);
}
