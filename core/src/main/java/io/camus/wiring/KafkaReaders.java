package io.camus.wiring;

import io.camus.config.CamusConfig;
import io.camus.config.KafkaSettings;
import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.source.KafkaClients;
import io.camus.source.RecordSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/** Creates the clients that read topics. */
public final class KafkaReaders {
  private static final int GLANCE_BYTES = 1 << 16;

  private KafkaReaders() {}

  /**
   * Creates clients with the settings of a run's tasks.
   *
   * @param config with its secrets and brokers
   */
  public static KafkaClients of(CamusConfig config) {
    return of(config, Map.of());
  }

  private static KafkaClients of(
      CamusConfig config, Map<String, Object> furtherConsumerProperties) {
    Map<String, Object> consumerProperties = new HashMap<>(config.kafkaClients().consumer());
    consumerProperties.putAll(furtherConsumerProperties);
    return new KafkaClients(
        String.join(",", config.value(KafkaSettings.BROKERS)),
        consumerProperties,
        config.kafkaClients().admin(),
        config.kafkaClients().adminCallTimeout(),
        config.reader());
  }

  /** Opens ranges to read only their first records, committed or not, with small fetches. */
  static RecordSource glance(KafkaCluster cluster, List<OffsetRange> ranges) {
    return of(
            cluster.config(),
            Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                GLANCE_BYTES,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                GLANCE_BYTES * 256,
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                1,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_UNCOMMITTED.toString()))
        .open(ranges.stream().map(PlannedRange::of).toList());
  }
}
