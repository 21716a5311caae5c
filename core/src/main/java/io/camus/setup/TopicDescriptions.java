package io.camus.setup;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Queries the brokers for topics and partition leaders. */
final class TopicDescriptions {
  private static final String WHAT = "the description of topics";

  private final Admin admin;
  private final KafkaFailures failures;

  /** Topic to partition to broker id; a partition without a leader is missing. */
  private final Map<String, Map<Integer, Integer>> leaders = new HashMap<>();

  TopicDescriptions(Admin admin, KafkaFailures failures) {
    this.admin = admin;
    this.failures = failures;
  }

  /** The leader's broker id of a partition of a described topic. */
  OptionalInt leader(TopicPartition partition) {
    Integer leader = leaders.getOrDefault(partition.topic(), Map.of()).get(partition.partition());
    return leader == null ? OptionalInt.empty() : OptionalInt.of(leader);
  }

  /**
   * Describes all topics except Kafka's own, and discards earlier results.
   *
   * @throws io.camus.model.SourceException if one cannot be described
   */
  Collection<TopicDescription> all(Deadline deadline) {
    leaders.clear();
    return describe(names(deadline), deadline);
  }

  /**
   * Queries the leaders of partitions whose topics were not described yet.
   *
   * @throws io.camus.model.SourceException if one cannot be described
   */
  void learnLeaders(Collection<TopicPartition> partitions, Deadline deadline) {
    List<String> unknown =
        partitions.stream()
            .map(TopicPartition::topic)
            .distinct()
            .filter(topic -> !leaders.containsKey(topic))
            .toList();
    describe(unknown, deadline);
  }

  /**
   * Those of some topics that we may not see.
   *
   * @throws io.camus.model.SourceException if one cannot be described
   */
  Set<String> hidden(Collection<String> names, Deadline deadline) {
    Answers<String, TopicDescription> answers = ask(names, deadline);
    Set<String> hidden =
        answers.failed().entrySet().stream()
            .filter(failure -> failure.getValue() instanceof TopicAuthorizationException)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    requireAllButGone(answers, deadline);
    return hidden;
  }

  private List<String> names(Deadline deadline) {
    ListTopicsOptions options =
        new ListTopicsOptions().listInternal(false).timeoutMs(deadline.remainingMillis());
    Answers<String, Set<String>> answers =
        Answers.await(Map.of("cluster", admin.listTopics(options).names()), deadline);
    if (!answers.failed().isEmpty()) {
      throw failures.failed("the list of topics", answers, deadline);
    }
    return answers.given().get("cluster").stream().filter(name -> !name.startsWith("__")).toList();
  }

  /** Describes topics and records their leaders, without topics deleted by now. */
  private Collection<TopicDescription> describe(List<String> names, Deadline deadline) {
    Answers<String, TopicDescription> answers = ask(names, deadline);
    requireAllButGone(answers, deadline);
    answers.given().values().forEach(this::learnLeaders);
    return answers.given().values();
  }

  private void learnLeaders(TopicDescription topic) {
    Map<Integer, Integer> ofTopic = new HashMap<>();
    for (TopicPartitionInfo partition : topic.partitions()) {
      Node leader = partition.leader();
      if (leader != null && !leader.isEmpty()) {
        ofTopic.put(partition.partition(), leader.id());
      }
    }
    leaders.put(topic.name(), ofTopic);
  }

  private Answers<String, TopicDescription> ask(Collection<String> names, Deadline deadline) {
    return Answers.ask(
        names,
        Answers.TOPICS,
        batch ->
            admin
                    .describeTopics(
                        batch, new DescribeTopicsOptions().timeoutMs(deadline.remainingMillis()))
                    .topicNameValues()
                ::get,
        deadline);
  }

  private void requireAllButGone(Answers<String, TopicDescription> answers, Deadline deadline) {
    answers.failed().values().removeIf(TopicDescriptions::isGone);
    if (!answers.failed().isEmpty()) {
      throw failures.failed(WHAT, answers, deadline);
    }
  }

  private static boolean isGone(Throwable failure) {
    return failure instanceof UnknownTopicOrPartitionException
        || failure instanceof InvalidTopicException
        || failure instanceof TopicAuthorizationException;
  }
}
