package io.camus.it.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates topics that are usable at once. A broker reports a topic as created before it leads all
 * of its partitions. An idempotent producer that is faster may have its first batch refused and its
 * second accepted, and can then never send the first.
 */
public final class Topics {
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** The controller refuses requests that would create 10,000 or more. */
  private static final int MOST_PARTITIONS = 5_000;

  private final Admin admin;
  private final Duration deadline;

  /** Creates them through a client, each step with a timeout. */
  public Topics(Admin admin, Duration deadline) {
    this.admin = admin;
    this.deadline = deadline;
  }

  /** Creates topics at some brokers, each step with a timeout. */
  public static void create(String brokers, Duration deadline, Collection<NewTopic> topics) {
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) deadline.toMillis()))) {
      new Topics(admin, deadline).create(topics);
    }
  }

  /**
   * Creates topics in one request and returns when every partition answers. A topic with more
   * partitions than a request may have gets the others in further requests.
   */
  public void create(Collection<NewTopic> topics) {
    await(admin.createTopics(topics.stream().map(Topics::firstPart).toList()).all());
    topics.forEach(this::grow);
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    long giveUp = System.nanoTime() + deadline.toNanos();
    while (!answered(ends)) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("not all partitions answered within " + deadline);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static NewTopic firstPart(NewTopic topic) {
    return topic.numPartitions() <= MOST_PARTITIONS
        ? topic
        : new NewTopic(topic.name(), MOST_PARTITIONS, topic.replicationFactor())
            .configs(topic.configs());
  }

  private void grow(NewTopic topic) {
    for (int had = MOST_PARTITIONS; had < topic.numPartitions(); had += MOST_PARTITIONS) {
      int now = Math.min(had + MOST_PARTITIONS, topic.numPartitions());
      await(admin.createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(now))).all());
    }
  }

  /** Deletes topics in one request; the broker drops their data a little later. */
  public void delete(Collection<String> topics) {
    await(admin.deleteTopics(topics).all());
  }

  /** Whether every partition answered; a new topic may not be known yet. */
  private boolean answered(Map<TopicPartition, OffsetSpec> ends) {
    try {
      // Queried first, since a client logs an error if it cannot find a leader.
      await(
          admin
              .describeTopics(ends.keySet().stream().map(TopicPartition::topic).distinct().toList())
              .allTopicNames());
      await(admin.listOffsets(ends).all());
      return true;
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka took longer than " + deadline, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Kafka", e);
    }
  }
}
