package io.camus.wiring;

import io.camus.config.KafkaClientSettings;
import io.camus.config.KafkaSettings;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.offsets.PositionsQuery;
import io.camus.report.Unread;
import io.camus.run.PositionsStep;
import io.camus.setup.ConsumerGroups;
import io.camus.setup.TopicCatalog;
import io.camus.source.RecordSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * The age of unread records and the copy of positions, with a real cluster.
 *
 * @param glance opens ranges to read only their first records
 */
record RunPositions(
    KafkaCluster cluster, Function<List<OffsetRange>, RecordSource> glance, InstantSource clock)
    implements PositionsStep {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Override
  public Map<String, Unread> unread(
      Map<TopicPartition, PartitionPosition> positions, Set<String> topics) {
    try (TopicCatalog catalog = cluster.catalog()) {
      return new PositionsQuery(
              catalog, cluster.config().topicFilter()::whyOut, glance, TIMEOUT, clock)
          .report(positions, topics::contains)
          .unread();
    }
  }

  @Override
  public void copy(Map<TopicPartition, PartitionPosition> positions) {
    Optional<String> group = cluster.config().optional(KafkaSettings.LAG_GROUP);
    if (group.isPresent() && !positions.isEmpty()) {
      KafkaClientSettings clients = cluster.config().kafkaClients();
      try (ConsumerGroups groups = ConsumerGroups.connect(clients.admin(), TIMEOUT)) {
        groups.copy(group.get(), positions);
      }
    }
  }
}
