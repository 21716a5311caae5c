package io.camus.setup;

import io.camus.model.HeldBack;
import io.camus.model.OpenTransaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * The ends of partitions' logs: for a reader of committed records, and for the replicas. They
 * differ while a transaction is open.
 *
 * @param offsets where a pull that starts now ends, exclusive
 * @param replicated the replicated end a moment before, exclusive
 */
public record LogEnds(Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> replicated) {

  /**
   * Queries both. The replicated ends come first: records that arrive in between are beyond them,
   * and do not look blocked.
   *
   * @throws io.camus.model.SourceException if no broker answers
   */
  public static LogEnds of(TopicCatalog catalog, Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return new LogEnds(Map.of(), Map.of());
    }
    Map<TopicPartition, Long> replicated = catalog.offsets().replicatedEndOffsets(partitions);
    return new LogEnds(catalog.offsets().endOffsets(partitions), replicated);
  }

  /**
   * What open transactions block, with the oldest transaction of each partition. Queries the
   * catalog only if needed.
   */
  public Map<TopicPartition, HeldBack> heldBack(TopicCatalog catalog) {
    List<TopicPartition> behind =
        offsets.entrySet().stream()
            .filter(end -> end.getValue() < replicated.getOrDefault(end.getKey(), -1L))
            .map(Map.Entry::getKey)
            .toList();
    if (behind.isEmpty()) {
      return Map.of();
    }
    Map<TopicPartition, OpenTransaction> open = catalog.details().openTransactions(behind);
    Map<TopicPartition, HeldBack> heldBack = new HashMap<>();
    for (TopicPartition partition : behind) {
      heldBack.put(
          partition,
          new HeldBack(
              partition,
              offsets.get(partition),
              replicated.get(partition),
              Optional.ofNullable(open.get(partition))));
    }
    return heldBack;
  }
}
