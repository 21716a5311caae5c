package io.camus.fetch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.FetchSessionHandler;
import org.apache.kafka.clients.FetchSessionHandler.FetchRequestData;
import org.apache.kafka.clients.consumer.internals.ConsumerMetadata;
import org.apache.kafka.clients.consumer.internals.ConsumerNetworkClient;
import org.apache.kafka.clients.consumer.internals.Deserializers;
import org.apache.kafka.clients.consumer.internals.FetchConfig;
import org.apache.kafka.clients.consumer.internals.FetchMetricsManager;
import org.apache.kafka.clients.consumer.internals.Fetcher;
import org.apache.kafka.clients.consumer.internals.SubscriptionState;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.utils.*;
import org.apache.kafka.common.utils.internals.*;

/**
 * The consumer's own fetcher, but without records: they are removed from each response before the
 * fetcher sees it. It still handles sessions, errors, throttling, preferred replicas and the
 * assignment of requests to brokers; only its responses are empty.
 */
final class BatchFetcher extends Fetcher<Void, Void> {
  private final Queue<Answer> arrived = new ArrayDeque<>();
  private final Map<TopicPartition, Integer> refusedAsCorrupt = new HashMap<>();

  /** Until when brokers throttle fetches, in nanoseconds of the monotonic clock. */
  private final Map<Integer, Long> throttledUntil = new HashMap<>();

  /**
   * A successful response for a partition.
   *
   * @param fetchOffset the requested offset
   * @param data the response without records
   * @param records the removed records
   */
  record Answer(
      TopicPartition partition, long fetchOffset, PartitionData data, MemoryRecords records) {}

  BatchFetcher(
      LogContext log,
      ConsumerNetworkClient client,
      ConsumerMetadata metadata,
      SubscriptionState subscriptions,
      FetchConfig config,
      Deserializers<Void, Void> deserializers,
      FetchMetricsManager metrics,
      Time time,
      ApiVersions versions) {
    super(log, client, metadata, subscriptions, config, deserializers, metrics, time, versions);
  }

  /** The next response with records; null if there is none. */
  Answer next() {
    return arrived.poll();
  }

  boolean hasNext() {
    return !arrived.isEmpty();
  }

  /** How many times in a row a broker reported a partition's log as corrupt at the position. */
  int refusedAsCorrupt(TopicPartition partition) {
    return refusedAsCorrupt.getOrDefault(partition, 0);
  }

  /** The remaining throttle time of a broker; zero if none is known. */
  Duration throttled(Node node) {
    Long until = throttledUntil.get(node.id());
    return until == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, until - System.nanoTime()));
  }

  @Override
  protected void handleFetchSuccess(Node node, FetchRequestData request, ClientResponse answer) {
    int throttleMillis = ((FetchResponse) answer.responseBody()).throttleTimeMs();
    if (throttleMillis > 0) {
      throttledUntil.put(
          node.id(), System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(throttleMillis));
    }
    List<Answer> taken = new ArrayList<>();
    FetchSessionHandler session = sessionHandler(node.id());
    if (session != null) {
      FetchResponse response = (FetchResponse) answer.responseBody();
      response
          .responseData(session.sessionTopicNames(), answer.requestHeader().apiVersion())
          .forEach((partition, data) -> take(partition, data, request, taken));
    }
    super.handleFetchSuccess(node, request, answer);
    arrived.addAll(taken);
  }

  private void take(
      TopicPartition partition, PartitionData data, FetchRequestData request, List<Answer> taken) {
    Errors error = Errors.forCode(data.errorCode());
    if (error == Errors.CORRUPT_MESSAGE) {
      refusedAsCorrupt.merge(partition, 1, Integer::sum);
      return;
    }
    refusedAsCorrupt.remove(partition);
    var asked = request.sessionPartitions().get(partition);
    if (error == Errors.NONE && asked != null && FetchResponse.recordsSize(data) > 0) {
      MemoryRecords records = (MemoryRecords) FetchResponse.recordsOrFail(data);
      data.setRecords(MemoryRecords.EMPTY);
      taken.add(new Answer(partition, asked.fetchOffset, data, records));
    }
  }
}
