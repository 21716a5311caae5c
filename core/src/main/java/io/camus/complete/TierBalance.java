package io.camus.complete;

import java.util.Collection;
import java.util.Map;

/**
 * Compares what tiers counted in buckets with what the brokers held there (docs/protocol.md,
 * "Complete buckets").
 */
public interface TierBalance {
  /**
   * The topics of which not all buckets balance. What cannot be read holds buckets open; it is no
   * failure.
   *
   * @param spans the buckets that are about to be closed; all of their records that arrived in time
   *     are committed
   * @param record the last record of the log that counts
   * @throws io.camus.model.StorageException if the log cannot be read
   */
  Map<String, HeldOpen> judge(Collection<ClosingSpan> spans, long record);
}
