package io.camus.setup;

import io.camus.model.SourceException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers for many keys until a deadline.
 *
 * @param given the answers
 * @param failed the failures of the other keys
 */
record Answers<K, V>(Map<K, V> given, Map<K, Throwable> failed) {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  /** Maximum number of topics per call. */
  static final int TOPICS = 1_000;

  /** Maximum number of partitions per call. */
  static final int PARTITIONS = 2_000;

  /**
   * Queries many keys in batches, all sent before the first answer is awaited.
   *
   * @param most the largest number of keys in a batch
   * @param call sends a batch, and returns a future for each of its keys
   * @throws SourceException if the thread is interrupted; restores the interrupt flag
   */
  static <K, V> Answers<K, V> ask(
      Collection<K> keys,
      int most,
      Function<List<K>, Function<K, KafkaFuture<V>>> call,
      Deadline deadline) {
    List<K> all = List.copyOf(keys);
    Map<K, KafkaFuture<V>> futures = new LinkedHashMap<>();
    for (int from = 0; from < all.size(); from += most) {
      List<K> batch = all.subList(from, Math.min(all.size(), from + most));
      Function<K, KafkaFuture<V>> answer = call.apply(batch);
      batch.forEach(key -> futures.put(key, answer.apply(key)));
    }
    return await(futures, deadline);
  }

  /**
   * Waits for all futures until the deadline.
   *
   * @throws SourceException if the thread is interrupted; restores the interrupt flag
   */
  static <K, V> Answers<K, V> await(Map<K, KafkaFuture<V>> futures, Deadline deadline) {
    Map<K, V> given = new LinkedHashMap<>();
    Map<K, Throwable> failed = new LinkedHashMap<>();
    for (Map.Entry<K, KafkaFuture<V>> entry : futures.entrySet()) {
      try {
        given.put(entry.getKey(), await(entry.getValue(), deadline));
      } catch (ExecutionException e) {
        failed.put(entry.getKey(), e.getCause());
      } catch (TimeoutException e) {
        failed.put(
            entry.getKey(), new org.apache.kafka.common.errors.TimeoutException("no answer"));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SourceException("interrupted while waiting for Kafka's answer", e);
      }
    }
    return new Answers<>(given, failed);
  }

  private static <V> V await(KafkaFuture<V> future, Deadline deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    while (true) {
      try {
        return future.get(deadline.patienceNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (!deadline.silent()) {
          throw e;
        }
      }
    }
  }

  /**
   * The answers, for callers that can do without the failed ones, which are logged at debug level.
   */
  Map<K, V> given(String missing) {
    if (!failed.isEmpty()) {
      LOG.debug("{}: {}", missing, failed);
    }
    return given;
  }

  /** Whether there are no answers, and only timeouts. */
  boolean silent() {
    return given.isEmpty()
        && !failed.isEmpty()
        && failed.values().stream()
            .allMatch(org.apache.kafka.common.errors.TimeoutException.class::isInstance);
  }
}
