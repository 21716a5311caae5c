package io.camus.wiring;

import io.camus.books.AuditTopic;
import io.camus.books.BucketBooks;
import io.camus.commit.Layout;
import io.camus.commit.LogReader;
import io.camus.complete.TierBalance;
import io.camus.config.AuditSettings;
import io.camus.config.CamusConfig;
import io.camus.count.AuditProducers;
import io.camus.count.CountPoster;
import io.camus.count.CountPosterSettings;
import io.camus.run.CountsPublisher;
import io.camus.run.CountsStep;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Creates the parts that count and audit.
 *
 * @param config with its secrets
 * @param stores the store of a path
 * @param store the store of the commit log
 */
public record AuditParts(
    CamusConfig config,
    Function<StorePath, Store> stores,
    Store store,
    Layout layout,
    KafkaCluster cluster,
    Optional<SchemaRegistry> registry,
    Clock clock) {
  private static final Duration POST_TIMEOUT = Duration.ofMinutes(2);

  /** How long a run may read counts to close an hour; the next run tries again. */
  private static final Duration BALANCE_TIMEOUT = Duration.ofMinutes(2);

  /** Compares what tiers counted in buckets; the audit topic is read once. */
  public TierBalance balance() {
    return new BucketBooks(
        config.value(AuditSettings.GRANULARITY),
        (span, events) -> topic(BALANCE_TIMEOUT).read(span, events, messages -> {}),
        new LogReader(store, layout));
  }

  /**
   * The audit topic.
   *
   * @param whole how long reading may take
   */
  public AuditTopic topic(Duration whole) {
    CamusConfig complete = cluster.config();
    return new AuditTopic(
        config.value(AuditSettings.TOPIC),
        complete.kafkaClients().consumer(),
        new AuditTopic.Limits(
            complete.kafkaClients().adminCallTimeout(),
            complete.kafkaClients().adminCallTimeout(),
            whole));
  }

  /** Publishes the counts of a run. */
  CountsStep counts(Duration window, String host) {
    return new CountsPublisher(
        config.keptCounts().map(stores).orElse(store),
        config.keptCounts(),
        config.value(AuditSettings.POST) ? Optional.of(poster(host)) : Optional.empty(),
        window);
  }

  /**
   * Posts counts; the configuration names our tier.
   *
   * @param host the name of this host
   */
  public CountPoster poster(String host) {
    return new CountPoster(
        new CountPosterSettings(
            config.value(AuditSettings.TOPIC),
            config.optional(AuditSettings.TIER).orElseThrow(),
            config.optional(AuditSettings.BROKER_TIER),
            host,
            config.value(AuditSettings.IGNORE_SERVICE),
            POST_TIMEOUT),
        registry,
        () -> new AuditProducers(cluster.config().kafkaClients().producer(), POST_TIMEOUT).get(),
        clock);
  }
}
