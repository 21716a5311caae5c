package io.camus.setup;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Which broker leads each partition of the topics that were described. */
final class Leaders {
  /** Topic to partition to broker id; a partition without a leader is missing. */
  private final Map<String, Map<Integer, Integer>> leaders = new HashMap<>();

  void learn(TopicDescription topic) {
    Map<Integer, Integer> ofTopic = new HashMap<>();
    for (TopicPartitionInfo partition : topic.partitions()) {
      Node leader = partition.leader();
      if (leader != null && !leader.isEmpty()) {
        ofTopic.put(partition.partition(), leader.id());
      }
    }
    leaders.put(topic.name(), ofTopic);
  }

  void forgetAll() {
    leaders.clear();
  }

  boolean knows(String topic) {
    return leaders.containsKey(topic);
  }

  /** The id of the broker that leads a partition. */
  OptionalInt of(TopicPartition partition) {
    Integer leader = leaders.getOrDefault(partition.topic(), Map.of()).get(partition.partition());
    return leader == null ? OptionalInt.empty() : OptionalInt.of(leader);
  }
}
