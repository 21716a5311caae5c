package io.camus.wiring;

import io.camus.config.CamusConfig;
import io.camus.config.KafkaSettings;
import io.camus.setup.KafkaTopicCatalog;
import io.camus.setup.TopicCatalog;
import java.util.function.UnaryOperator;

/**
 * The Kafka cluster of a job: where it is, and what the setup stage sees of it. Nothing is asked
 * before a method is called.
 */
public interface KafkaCluster {

  /**
   * The job's configuration with its secrets and brokers, as clients and tasks need it; the same
   * one each time.
   *
   * @throws io.camus.model.SourceException if the brokers have to be found and cannot be
   */
  CamusConfig config();

  /**
   * What there is. The caller closes it.
   *
   * @throws io.camus.model.SourceException if the cluster cannot be reached
   */
  TopicCatalog catalog();

  /** The cluster whose brokers a configuration names. */
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

  /** The same cluster, of which something else is seen. */
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
