package io.camus.zookeeper;

import io.camus.config.CamusConfig;
import io.camus.config.ZooKeeperSettings;
import io.camus.setup.TopicCatalog;
import io.camus.wiring.KafkaCluster;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka cluster that is discovered in ZooKeeper: its brokers once, its topics each time. Offsets
 * come from the brokers. Thread-safe.
 */
public final class ZooKeeperCluster implements KafkaCluster {
  private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperCluster.class);

  private final CamusConfig given;
  private CamusConfig found;

  /**
   * The cluster of a configuration. Sends no request yet.
   *
   * @param config with a ZooKeeper; with its secrets when a method is called
   */
  public ZooKeeperCluster(CamusConfig config) {
    this.given = config;
  }

  /** {@inheritDoc} It contains no ZooKeeper settings. */
  @Override
  public synchronized CamusConfig config() {
    if (found == null) {
      List<String> brokers = new Registrations(settings()).brokers();
      LOG.info("brokers found in ZooKeeper at {}: {}", settings().hosts(), brokers);
      found = given.withBrokers(brokers);
    }
    return found;
  }

  @Override
  public TopicCatalog catalog() {
    ZooKeeperSettings settings = settings();
    TopicCatalog brokers = KafkaCluster.named(config()).catalog();
    return new TopicCatalog(
        new RegisteredTopics(brokers.list(), new Registrations(settings)::topics, settings),
        brokers.offsets(),
        brokers.details(),
        brokers::close);
  }

  private ZooKeeperSettings settings() {
    return given.zooKeeper().orElseThrow();
  }
}
