package io.camus.setup;

import io.camus.model.SourceException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/**
 * What came back for each of many keys until a deadline.
 *
 * @param given the answers
 * @param failed why the others have none
 */
record Answers<K, V>(Map<K, V> given, Map<K, Throwable> failed) {

  /**
   * Waits for all futures, none of them longer than the deadline allows.
   *
   * @throws SourceException if the thread is interrupted; its flag is set again
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

  /** Whether there is no answer at all, and nobody said why. */
  boolean silent() {
    return given.isEmpty()
        && !failed.isEmpty()
        && failed.values().stream()
            .allMatch(org.apache.kafka.common.errors.TimeoutException.class::isInstance);
  }
}
