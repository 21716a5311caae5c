package io.camus.zookeeper;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;

/**
 * The registration of a topic in {@code /brokers/topics/<name>}, in any version of Kafka's format:
 *
 * <pre>
 * {"version":1,"partitions":{"0":[1,2],"1":[2,1]}}
 * {"version":2,...,"adding_replicas":{},"removing_replicas":{}}
 * {"version":3,...,"topic_id":"Tn2cHTG5TEuxJ4qw5l4T8g"}
 * </pre>
 *
 * <p>Later versions are read like the last known one.
 *
 * @param partitions its partition numbers; empty while it is being created
 * @param id Kafka's topic id, which older versions do not have
 */
record TopicRegistration(Set<Integer> partitions, Optional<Uuid> id) {
  TopicRegistration {
    partitions = Set.copyOf(partitions);
  }

  /**
   * Parses a registration.
   *
   * @throws IllegalArgumentException with the fault
   */
  static TopicRegistration parse(byte[] content) {
    if (content.length == 0) {
      return new TopicRegistration(Set.of(), Optional.empty());
    }
    JsonNode json = Registration.json(content);
    Set<Integer> partitions = new TreeSet<>();
    json.path("partitions")
        .fieldNames()
        .forEachRemaining(number -> partitions.add(partition(number)));
    return new TopicRegistration(
        partitions,
        Optional.ofNullable(json.get("topic_id"))
            .filter(JsonNode::isTextual)
            .map(id -> Uuid.fromString(id.asText())));
  }

  private static int partition(String number) {
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "\"%s\" is not a partition number", number), e);
    }
  }
}
