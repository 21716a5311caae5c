package io.camus.setup;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.Uuid;

/**
 * Which topics a cluster has. Every call has a deadline and fails with a {@link
 * io.camus.model.SourceException} that names the brokers.
 */
public interface TopicList {

  /**
   * A topic.
   *
   * @param name its name
   * @param id Kafka's id of it
   * @param partitions its partition numbers
   */
  record Topic(String name, Uuid id, List<Integer> partitions) {
    public Topic {
      partitions = List.copyOf(partitions);
    }
  }

  /** All topics, sorted by name, without those that Kafka keeps for itself. */
  List<Topic> topics();

  /**
   * Those among names that {@link #topics} does not tell because we may not see them; whether they
   * are there is not told. None, unless a cluster knows better.
   */
  default Set<String> hidden(Collection<String> names) {
    return Set.of();
  }
}
