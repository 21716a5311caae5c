package io.camus.plugin;

import io.camus.config.Provider;
import io.camus.config.TopicConfig;
import io.camus.spi.Partitioner;

/** Creates partitioners; {@code etl.partitioner.class} chooses it. */
public interface PartitionerProvider extends Provider {

  @Override
  default Kind kind() {
    return Kind.PARTITIONER;
  }

  /**
   * The partitioner of a topic.
   *
   * @throws IllegalArgumentException with the reason why these settings cannot work, and what to do
   */
  Partitioner partitioner(TopicConfig topic);
}
