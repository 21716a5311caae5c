package io.camus.repull;

import io.camus.model.OffsetRange;
import io.camus.setup.TopicCatalog;
import io.camus.setup.TopicList.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The cluster's view of the partitions in the commit log. */
final class ClusterView {
  private final TopicCatalog catalog;
  private final Map<String, Topic> topics;
  private final Map<String, String> policies;
  private final Map<TopicPartition, Long> earliest;
  private final Map<TopicPartition, Long> ends;

  /**
   * Queries the cluster.
   *
   * @param known the partitions
   * @throws io.camus.model.SourceException if no broker answers
   */
  ClusterView(TopicCatalog catalog, Collection<TopicPartition> known) {
    this.catalog = catalog;
    Set<String> names = known.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    this.topics =
        catalog.list().topics().stream()
            .filter(topic -> names.contains(topic.name()))
            .collect(Collectors.toMap(Topic::name, Function.identity()));
    this.policies =
        topics.isEmpty() ? Map.of() : catalog.details().cleanupPolicies(topics.keySet());
    List<TopicPartition> there = known.stream().filter(this::isThere).toList();
    this.earliest = new HashMap<>(catalog.offsets().earliestOffsets(there));
    this.ends = catalog.offsets().endOffsets(there);
  }

  private boolean isThere(TopicPartition partition) {
    Topic topic = topics.get(partition.topic());
    return topic != null && topic.partitions().contains(partition.partition());
  }

  /** Why the whole topic of a range cannot be compared. */
  Optional<Incomparable> refusal(OffsetRange range) {
    if (!isThere(range.partition())) {
      return Optional.of(Incomparable.TOPIC_GONE);
    }
    if (!range.isOf(topics.get(range.partition().topic()).id())) {
      return Optional.of(Incomparable.TOPIC_REPLACED);
    }
    return Optional.empty();
  }

  /** Why records of a topic may be missing in the middle of a range. */
  Optional<Incomparable> thinning(String topic) {
    String policy = policies.get(topic);
    if (policy == null) {
      return Optional.of(Incomparable.POLICY_UNKNOWN);
    }
    return policy.contains("compact") ? Optional.of(Incomparable.COMPACTED) : Optional.empty();
  }

  /** Whether the brokers report a partition's offsets: not if it has no leader. */
  boolean tells(TopicPartition partition) {
    return earliest.containsKey(partition) && ends.containsKey(partition);
  }

  /** Why a reported partition does not have all of a range. */
  Optional<Incomparable> absence(OffsetRange range) {
    if (range.from() < earliest.get(range.partition())) {
      return Optional.of(Incomparable.RETENTION);
    }
    return range.to() > ends.get(range.partition())
        ? Optional.of(Incomparable.TRUNCATED)
        : Optional.empty();
  }

  /** Queries the earliest offsets again. */
  void refresh(Collection<TopicPartition> partitions) {
    earliest.putAll(catalog.offsets().earliestOffsets(partitions));
  }
}
