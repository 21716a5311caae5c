package io.camus.setup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What one call to the brokers may ask for, at most. */
final class Batches {
  private static final int TOPICS_PER_CALL = 1_000;
  private static final int PARTITIONS_PER_CALL = 2_000;

  private Batches() {}

  /** As many topics as one call may ask for. */
  static <T> List<List<T>> ofTopics(Collection<T> topics) {
    return of(List.copyOf(topics), TOPICS_PER_CALL);
  }

  /** As many partitions as one call may ask for. */
  static <T> List<List<T>> ofPartitions(Collection<T> partitions) {
    return of(List.copyOf(partitions), PARTITIONS_PER_CALL);
  }

  private static <T> List<List<T>> of(List<T> all, int size) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      batches.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return batches;
  }
}
