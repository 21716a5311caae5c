package io.camus.setup;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeLogDirsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.TopicPartition;

/** Queries leaders for the stored bytes of partitions, without unknown ones. */
record StoredBytes(Admin admin, TopicDescriptions topics) {

  Map<TopicPartition, Long> of(Collection<TopicPartition> partitions, Deadline deadline) {
    topics.learnLeaders(partitions, deadline);
    Set<TopicPartition> wanted = new HashSet<>(partitions);
    Set<Integer> brokers = new HashSet<>();
    wanted.forEach(partition -> topics.leader(partition).ifPresent(brokers::add));
    if (brokers.isEmpty()) {
      return Map.of();
    }
    Answers<Integer, Map<String, LogDirDescription>> answers =
        Answers.await(
            admin
                .describeLogDirs(
                    brokers, new DescribeLogDirsOptions().timeoutMs(deadline.remainingMillis()))
                .descriptions(),
            deadline);
    Map<TopicPartition, Long> bytes = new HashMap<>();
    answers
        .given("Brokers without log sizes")
        .forEach(
            (broker, directories) ->
                directories.values().forEach(it -> addLed(broker, it, wanted, bytes)));
    return bytes;
  }

  private void addLed(
      int broker,
      LogDirDescription directory,
      Set<TopicPartition> wanted,
      Map<TopicPartition, Long> bytes) {
    directory
        .replicaInfos()
        .forEach(
            (partition, replica) -> {
              boolean led = topics.leader(partition).orElse(-1) == broker;
              if (led && !replica.isFuture() && wanted.contains(partition)) {
                bytes.put(partition, replica.size());
              }
            });
  }
}
