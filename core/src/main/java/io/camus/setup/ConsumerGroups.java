package io.camus.setup;

import io.camus.model.ConfigurationException;
import io.camus.model.PartitionPosition;
import io.camus.model.SourceException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * The offsets of consumer groups: reads those that other programs have committed, and copies
 * positions to a group for lag monitors.
 */
public final class ConsumerGroups implements AutoCloseable {
  private static final Duration PROBE_PATIENCE = Duration.ofSeconds(2);

  /** What is stored with each copied offset; tells them from those that consumers commit. */
  static final String COPY = "camus: a copy of the commit log, never read";

  private final Admin admin;
  private final KafkaFailures failures;
  private final Duration timeout;

  private ConsumerGroups(Admin admin, KafkaFailures failures, Duration timeout) {
    this.admin = admin;
    this.failures = failures;
    this.timeout = timeout;
  }

  /**
   * What a group has left.
   *
   * @param next the next offset of each partition
   * @param members consumers that are in the group now, and may commit more
   */
  public record Committed(Map<TopicPartition, Long> next, int members) {
    public Committed {
      next = Map.copyOf(next);
    }
  }

  /**
   * The groups of a cluster; sends no request yet.
   *
   * @param clientProperties settings of Kafka's admin client
   * @param timeout how long one call may take, at most
   * @throws SourceException if the settings give no client
   */
  public static ConsumerGroups connect(Map<String, Object> clientProperties, Duration timeout) {
    BrokerProbe probe = new BrokerProbe(clientProperties, PROBE_PATIENCE);
    KafkaFailures failures =
        new KafkaFailures(
            String.valueOf(clientProperties.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)),
            probe::findings);
    try {
      return new ConsumerGroups(Admin.create(clientProperties), failures, timeout);
    } catch (RuntimeException e) {
      throw failures.noClient(e);
    }
  }

  /**
   * What a group has committed.
   *
   * @throws ConfigurationException if there is no such group, or it has committed nothing
   * @throws SourceException if the brokers do not tell
   */
  public Committed committed(String group) {
    Deadline deadline = new Deadline(timeout, failures::reportSilence);
    Map<TopicPartition, Long> next = new HashMap<>();
    offsets(group, deadline)
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                next.put(partition, offset.offset());
              }
            });
    if (next.isEmpty()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "the brokers %s have no offsets of the consumer group %s: check the spelling;"
                  + " otherwise it has committed none, or they have expired",
              failures.brokers(),
              group));
    }
    return new Committed(next, members(group, deadline));
  }

  /**
   * Copies positions to a group, which nothing of Camus ever reads.
   *
   * @param positions of existing partitions
   * @throws ConfigurationException if the group is one of consumers: it has members, or offsets
   *     that are not such copies; it is left as it is
   * @throws SourceException if the brokers do not store all of them
   */
  public void copy(String group, Map<TopicPartition, PartitionPosition> positions) {
    Deadline deadline = new Deadline(timeout, failures::reportSilence);
    offsets(group, deadline)
        .forEach(
            (partition, offset) -> {
              if (offset != null && !COPY.equals(offset.metadata())) {
                throw foreign(group, "has an offset of " + partition + " that Camus did not write");
              }
            });
    Map<TopicPartition, OffsetAndMetadata> copies = new HashMap<>();
    positions.forEach((partition, position) -> copies.put(partition, copy(position)));
    AlterConsumerGroupOffsetsResult result =
        admin.alterConsumerGroupOffsets(
            group,
            copies,
            new AlterConsumerGroupOffsetsOptions().timeoutMs(deadline.remainingMillis()));
    Map<TopicPartition, KafkaFuture<Void>> stored = new HashMap<>();
    copies.keySet().forEach(it -> stored.put(it, result.partitionResult(it)));
    Answers<TopicPartition, Void> answers = Answers.await(stored, deadline);
    if (answers.failed().values().stream().anyMatch(UnknownMemberIdException.class::isInstance)) {
      throw foreign(group, "has active members");
    }
    if (!answers.failed().isEmpty()) {
      throw failures.failed("that offsets of " + group + " are stored", answers, deadline);
    }
  }

  private static OffsetAndMetadata copy(PartitionPosition position) {
    Optional<Integer> epoch =
        position.leaderEpoch().isPresent()
            ? Optional.of(position.leaderEpoch().getAsInt())
            : Optional.empty();
    return new OffsetAndMetadata(position.next(), epoch, COPY);
  }

  private static ConfigurationException foreign(String group, String why) {
    return new ConfigurationException(
        String.format(
            Locale.ROOT,
            "the consumer group %s %s, so no position was copied to it; choose a group that no"
                + " consumer uses",
            group,
            why));
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(String group, Deadline deadline) {
    Answers<String, Map<TopicPartition, OffsetAndMetadata>> answers =
        Answers.await(
            Map.of(
                group,
                admin
                    .listConsumerGroupOffsets(
                        group,
                        new ListConsumerGroupOffsetsOptions().timeoutMs(deadline.remainingMillis()))
                    .partitionsToOffsetAndMetadata()),
            deadline);
    if (isUnknown(answers.failed().get(group))) {
      return Map.of();
    }
    if (!answers.failed().isEmpty()) {
      throw failures.failed("the offsets of the consumer group " + group, answers, deadline);
    }
    return answers.given().get(group);
  }

  /** A group whose offsets were set by a tool alone is not described by newer brokers. */
  private int members(String group, Deadline deadline) {
    Answers<String, ConsumerGroupDescription> answers =
        Answers.await(
            admin
                .describeConsumerGroups(
                    List.of(group),
                    new DescribeConsumerGroupsOptions().timeoutMs(deadline.remainingMillis()))
                .describedGroups(),
            deadline);
    if (isUnknown(answers.failed().get(group))) {
      return 0;
    }
    if (!answers.failed().isEmpty()) {
      throw failures.failed("the members of the consumer group " + group, answers, deadline);
    }
    return answers.given().get(group).members().size();
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof GroupIdNotFoundException;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
