package io.camus.wiring;

import io.camus.config.CamusConfig;
import io.camus.config.KafkaSettings;
import io.camus.setup.KafkaTopicCatalog;
import io.camus.setup.TopicCatalog;
import java.util.function.UnaryOperator;

/**
 * The Kafka cluster of a job: its brokers, and the setup stage's view of it. Lazy: sends no request
 * before a method is called.
 */
public interface KafkaCluster {

  /**
   * The job's configuration with secrets and brokers, for clients and tasks; the same instance each
   * time.
   *
   * @throws io.camus.model.SourceException if the brokers cannot be found
   */
  CamusConfig config();

  /**
   * The catalog of the cluster. The caller closes it.
   *
   * @throws io.camus.model.SourceException if the cluster cannot be reached
   */
  TopicCatalog catalog();

  /** The cluster of the configured brokers. */
  static KafkaCluster named(CamusConfig config) {
    CamusConfig itself =
        config.namesZooKeeper() ? config.withBrokers(config.value(KafkaSettings.BROKERS)) : config;
    return new KafkaCluster() {
      @Override
      public CamusConfig config() {
        return itself;
      }

      @Override
      public TopicCatalog catalog() {
        KafkaTopicCatalog brokers =
            KafkaTopicCatalog.connect(
                itself.kafkaClients().admin(),
                itself.kafkaClients().consumer(),
                itself.value(KafkaSettings.ISOLATION),
                itself.kafkaClients().adminCallTimeout());
        return TopicCatalog.of(brokers, brokers::close);
      }
    };
  }

  /** The same cluster with another catalog. */
  default KafkaCluster seenAs(UnaryOperator<TopicCatalog> view) {
    KafkaCluster itself = this;
    return new KafkaCluster() {
      @Override
      public CamusConfig config() {
        return itself.config();
      }

      @Override
      public TopicCatalog catalog() {
        return view.apply(itself.catalog());
      }
    };
  }
}
