package io.camus.setup;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.Uuid;

/**
 * The topics of a cluster. Every call has a deadline and fails with a {@link
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

  /** All topics, sorted by name, without Kafka's internal ones. */
  List<Topic> topics();

  /**
   * Those of the names that {@link #topics} omits because we may not see them; whether they exist
   * is unknown. By default, none.
   */
  default Set<String> hidden(Collection<String> names) {
    return Set.of();
  }
}
