package io.camus.fetch;

import io.camus.fetch.BatchFetcher.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.internals.FetchConfig;
import org.apache.kafka.clients.consumer.internals.SubscriptionState;
import org.apache.kafka.clients.consumer.internals.SubscriptionState.FetchPosition;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Timer;

/**
 * A consumer without a group that hands out record batches. It fails as {@code KafkaConsumer} does,
 * with the same exceptions in the same cases, but for damaged batches, which it hands out as such.
 * For one thread.
 */
public final class FetchClient implements AutoCloseable {
  private final ClientParts parts;
  private final SubscriptionState subscriptions;
  private final BatchFetcher fetcher;
  private final FetchConfig config;

  /**
   * Connects.
   *
   * @param properties complete settings of a consumer
   * @throws org.apache.kafka.common.KafkaException if the settings are wrong
   */
  public FetchClient(Map<String, Object> properties) {
    this.parts = ClientParts.of(properties);
    this.subscriptions = parts.subscriptions();
    this.fetcher = parts.fetcher();
    this.config = parts.config();
  }

  /** Reads these and no others from now on; those that stay keep their position. */
  public void assign(Set<TopicPartition> partitions) {
    fetcher.clearBufferedDataForUnassignedPartitions(partitions);
    if (subscriptions.assignFromUser(new HashSet<>(partitions))) {
      parts.metadata().requestUpdateForNewTopics();
    }
  }

  /**
   * Goes on at an offset.
   *
   * @param epoch the leader epoch of the offset before, which the broker has to confirm first
   */
  public void seek(TopicPartition partition, long offset, OptionalInt epoch) {
    epoch.ifPresent(known -> parts.metadata().updateLastSeenEpochIfNewer(partition, known));
    subscriptions.seekUnvalidated(
        partition,
        new FetchPosition(
            offset,
            epoch.isPresent() ? Optional.of(epoch.getAsInt()) : Optional.empty(),
            parts.metadata().currentLeader(partition)));
  }

  /** Asks for no more of a partition. */
  public void pause(TopicPartition partition) {
    if (subscriptions.isAssigned(partition)) {
      subscriptions.pause(partition);
    }
  }

  /**
   * Waits for batches.
   *
   * @return what has come, with the positions moved behind it
   * @throws org.apache.kafka.common.KafkaException as {@code KafkaConsumer.poll} does; what came
   *     for others is handed out the next time
   */
  public List<FetchedBatches> poll(Duration atMost) {
    parts.offsets().validatePositionsIfNeeded();
    List<FetchedBatches> batches = collect();
    if (batches.isEmpty()) {
      sendFetches();
      parts
          .network()
          .poll(parts.timer(atMost), () -> !fetcher.hasNext() && !fetcher.hasAvailableFetches());
      batches = collect();
    }
    return batches;
  }

  /**
   * Asks for what is behind the positions, to have it on its way while what came is worked on.
   *
   * @throws org.apache.kafka.common.KafkaException as {@link #poll} does
   */
  public void fetchAhead() {
    sendFetches();
    parts.network().transmitSends();
  }

  private void sendFetches() {
    parts.offsets().validatePositionsOnMetadataChange();
    fetcher.sendFetches();
  }

  private List<FetchedBatches> collect() {
    fetcher.collectFetch(); // Errors, preferred replicas: there are no records in it.
    parts.offsets().validatePositionsOnMetadataChange();
    List<FetchedBatches> batches = new ArrayList<>();
    for (Answer answer = fetcher.next(); answer != null; answer = fetcher.next()) {
      if (isWanted(answer)) {
        FetchedBatches fetched = checked(answer);
        subscriptions.position(
            answer.partition(),
            new FetchPosition(
                fetched.next(),
                fetched.leaderEpoch(),
                parts.metadata().currentLeader(answer.partition())));
        batches.add(fetched);
      }
    }
    return batches;
  }

  /** An answer may have been on its way while its partition was given back or moved. */
  private boolean isWanted(Answer answer) {
    TopicPartition partition = answer.partition();
    return subscriptions.isAssigned(partition)
        && !subscriptions.isPaused(partition)
        && subscriptions.hasValidPosition(partition)
        && subscriptions.position(partition).offset == answer.fetchOffset();
  }

  private FetchedBatches checked(Answer answer) {
    return new FetchedBatches(
        answer.partition(),
        answer.fetchOffset(),
        answer.records(),
        config.isolationLevel == IsolationLevel.READ_COMMITTED
            ? answer.data().abortedTransactions()
            : null,
        config.checkCrcs);
  }

  /** What is known of the broker that a partition is read from, for people; no sentence. */
  public String leaderState(TopicPartition partition) {
    Optional<Node> leader = parts.metadata().currentLeader(partition).leader;
    if (leader.isEmpty()) {
      return "no broker is known to lead it";
    }
    Node node = leader.get();
    String broker =
        String.format(Locale.ROOT, "broker %d at %s:%d", node.id(), node.host(), node.port());
    Duration throttled = fetcher.throttled(node);
    if (!throttled.isZero()) {
      return String.format(
          Locale.ROOT,
          "%s: fetches are throttled by a consumer quota for %d s more",
          broker,
          throttled.plusMillis(999).toSeconds());
    }
    if (parts.network().isUnavailable(node)) {
      return broker + ": it cannot be connected to";
    }
    return parts.network().hasPendingRequests(node)
        ? broker + ": connected, it does not answer a fetch"
        : broker + ": no fetch is under way";
  }

  /** How often in a row a broker refused to read the log at a partition's position as corrupt. */
  public int refusedAsCorrupt(TopicPartition partition) {
    return fetcher.refusedAsCorrupt(partition);
  }

  /** The first offset of a partition. */
  public long beginning(TopicPartition partition, Duration atMost) {
    return asked(partition, atMost, parts.offsets()::beginningOffsets);
  }

  /** The offset behind the last one that may be read. */
  public long end(TopicPartition partition, Duration atMost) {
    return asked(partition, atMost, parts.offsets()::endOffsets);
  }

  private long asked(
      TopicPartition partition,
      Duration atMost,
      BiFunction<Set<TopicPartition>, Timer, Map<TopicPartition, Long>> question) {
    return question.apply(Set.of(partition), parts.timer(atMost)).get(partition);
  }

  /** Ends its sessions with the brokers and closes its connections, within a second. */
  @Override
  public void close() {
    parts.close();
  }
}
