package io.camus.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.internals.ConsumerMetadata;
import org.apache.kafka.clients.consumer.internals.ConsumerNetworkClient;
import org.apache.kafka.clients.consumer.internals.ConsumerUtils;
import org.apache.kafka.clients.consumer.internals.Deserializers;
import org.apache.kafka.clients.consumer.internals.FetchConfig;
import org.apache.kafka.clients.consumer.internals.FetchMetricsManager;
import org.apache.kafka.clients.consumer.internals.OffsetFetcher;
import org.apache.kafka.clients.consumer.internals.SubscriptionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.serialization.VoidDeserializer;
import org.apache.kafka.common.utils.*;
import org.apache.kafka.common.utils.internals.*;

/**
 * The parts of Kafka's consumer apart from record handling, assembled like in the consumer itself.
 *
 * @param subscriptions partitions and their positions
 * @param metadata partition leaders
 * @param network the connections
 * @param fetcher requests batches
 * @param offsets requests the ends of logs and epochs
 * @param config settings of the requests
 */
record ClientParts(
    Metrics metrics,
    SubscriptionState subscriptions,
    ConsumerMetadata metadata,
    ConsumerNetworkClient network,
    BatchFetcher fetcher,
    OffsetFetcher offsets,
    FetchConfig config)
    implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(1);
  private static final String RESOLVE_TIMEOUT = "bootstrap.resolve.timeout.ms";

  /**
   * Creates them.
   *
   * @throws KafkaException if the settings are wrong
   */
  static ClientParts of(Map<String, Object> properties) {
    ConsumerConfig settings = new ConsumerConfig(properties);
    Metrics metrics = ConsumerUtils.createMetrics(settings, Time.SYSTEM);
    try {
      return of(settings, metrics);
    } catch (RuntimeException | Error e) {
      metrics.close();
      throw e;
    }
  }

  private static ClientParts of(ConsumerConfig settings, Metrics metrics) {
    LogContext log =
        new LogContext(
            String.format(
                Locale.ROOT,
                "[Fetch clientId=%s] ",
                settings.getString(ConsumerConfig.CLIENT_ID_CONFIG)));
    SubscriptionState subscriptions = ConsumerUtils.createSubscriptionState(settings, log);
    ConsumerMetadata metadata =
        new ConsumerMetadata(
            settings,
            subscriptions,
            log,
            ClientUtils.configureClusterResourceListeners(metrics.reporters()));
    bootstrap(settings, metadata);
    FetchMetricsManager fetchMetrics = ConsumerUtils.createFetchMetricsManager(metrics);
    ApiVersions versions = new ApiVersions();
    long backoff = settings.getLong(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG);
    ConsumerNetworkClient network =
        ConsumerUtils.createConsumerNetworkClient(
            settings,
            metrics,
            log,
            versions,
            Time.SYSTEM,
            metadata,
            fetchMetrics.throttleTimeSensor(),
            backoff,
            null);
    FetchConfig config = new FetchConfig(settings);
    BatchFetcher fetcher =
        new BatchFetcher(
            log,
            network,
            metadata,
            subscriptions,
            config,
            new Deserializers<>(new VoidDeserializer(), new VoidDeserializer(), metrics),
            fetchMetrics,
            Time.SYSTEM,
            versions);
    OffsetFetcher offsets =
        new OffsetFetcher(
            log,
            network,
            metadata,
            subscriptions,
            Time.SYSTEM,
            backoff,
            settings.getInt(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG),
            config.isolationLevel,
            versions);
    return new ClientParts(metrics, subscriptions, metadata, network, fetcher, offsets, config);
  }

  /** From Kafka 4.4 on, the network client may resolve broker names itself, lazily. */
  private static void bootstrap(ConsumerConfig settings, ConsumerMetadata metadata) {
    Object timeoutMillis = settings.values().get(RESOLVE_TIMEOUT);
    if (timeoutMillis == null || timeoutMillis.equals(0L)) {
      metadata.bootstrap(
          ClientUtils.parseAndValidateAddresses(
              settings.getList(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG),
              settings.getString(ConsumerConfig.CLIENT_DNS_LOOKUP_CONFIG)));
    }
  }

  Timer timer(Duration duration) {
    return Time.SYSTEM.timer(duration);
  }

  @Override
  public void close() {
    try {
      fetcher.close(timer(CLOSING));
    } finally {
      closeQuietly();
    }
  }

  private void closeQuietly() {
    try {
      network.close();
    } catch (IOException e) {
      // Nothing depends on it.
    } finally {
      metrics.close();
    }
  }
}
