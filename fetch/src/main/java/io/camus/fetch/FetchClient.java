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
 * A consumer without a group that returns record batches. It fails like {@code KafkaConsumer}, with
 * the same exceptions in the same cases, except that it returns damaged batches as such. Not
 * thread-safe.
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

  /** Assigns exactly these partitions; already assigned ones keep their position. */
  public void assign(Set<TopicPartition> partitions) {
    fetcher.clearBufferedDataForUnassignedPartitions(partitions);
    if (subscriptions.assignFromUser(new HashSet<>(partitions))) {
      parts.metadata().requestUpdateForNewTopics();
    }
  }

  /**
   * Seeks to an offset.
   *
   * @param epoch the leader epoch of the offset before, which the broker must confirm first
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

  /** Pauses a partition. */
  public void pause(TopicPartition partition) {
    if (subscriptions.isAssigned(partition)) {
      subscriptions.pause(partition);
    }
  }

  /**
   * Waits for batches.
   *
   * @return the fetched batches; the positions are moved after them
   * @throws org.apache.kafka.common.KafkaException like {@code KafkaConsumer.poll}; data of other
   *     partitions is returned next time
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
   * Requests the next data in advance, while the current data is processed.
   *
   * @throws org.apache.kafka.common.KafkaException like {@link #poll}
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
    fetcher.collectFetch(); // Handles errors and preferred replicas: there are no records in it.
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

  /** A response may arrive after its partition was unassigned or moved. */
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

  /** Describes the broker of a partition, for people; not a full sentence. */
  public String leaderState(TopicPartition partition) {
    Optional<Node> leader = parts.metadata().currentLeader(partition).leader;
    if (leader.isEmpty()) {
      return "its leader is unknown";
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
      return broker + ": cannot connect";
    }
    return parts.network().hasPendingRequests(node)
        ? broker + ": connected, but no answer to a fetch"
        : broker + ": no fetch in progress";
  }

  /** How many times in a row a broker reported the log as corrupt at a partition's position. */
  public int refusedAsCorrupt(TopicPartition partition) {
    return fetcher.refusedAsCorrupt(partition);
  }

  /** The first offset of a partition. */
  public long beginning(TopicPartition partition, Duration atMost) {
    return asked(partition, atMost, parts.offsets()::beginningOffsets);
  }

  /** The end offset for this isolation level. */
  public long end(TopicPartition partition, Duration atMost) {
    return asked(partition, atMost, parts.offsets()::endOffsets);
  }

  private long asked(
      TopicPartition partition,
      Duration atMost,
      BiFunction<Set<TopicPartition>, Timer, Map<TopicPartition, Long>> question) {
    return question.apply(Set.of(partition), parts.timer(atMost)).get(partition);
  }

  /** Closes its sessions and connections, within a second. */
  @Override
  public void close() {
    parts.close();
  }
}
