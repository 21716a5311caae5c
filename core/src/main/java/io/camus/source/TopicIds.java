package io.camus.source;

import io.camus.model.OffsetRange;
import io.camus.model.SourceException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Queries topic ids, which distinguish a topic from an earlier one with the same name.
 *
 * @param admins creates a client for one request
 * @param brokers bootstrap list, for messages
 * @param timeout timeout per topic
 */
record TopicIds(Supplier<Admin> admins, String brokers, Duration timeout) {

  static boolean isSame(OffsetRange planned, Map<String, Uuid> present) {
    Uuid id = present.get(planned.partition().topic());
    return id != null && planned.isOf(id);
  }

  /**
   * The id of each topic, without missing ones.
   *
   * @throws SourceException if no broker answers in time
   */
  Map<String, Uuid> of(Set<String> names) {
    Map<String, Uuid> ids = new HashMap<>();
    try (Admin admin = admins.get()) {
      for (Map.Entry<String, KafkaFuture<TopicDescription>> entry :
          admin.describeTopics(names).topicNameValues().entrySet()) {
        try {
          ids.put(
              entry.getKey(),
              entry.getValue().get(timeout.toMillis(), TimeUnit.MILLISECONDS).topicId());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            throw new SourceException(
                String.format(
                    Locale.ROOT,
                    "cannot query %s about topic %s: %s",
                    brokers,
                    entry.getKey(),
                    e.getCause()),
                e);
          }
        } catch (TimeoutException e) {
          throw new SourceException(
              String.format(
                  Locale.ROOT,
                  "no answer from %s within %d s whether topic %s still exists",
                  brokers,
                  timeout.toSeconds(),
                  entry.getKey()),
              e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException("interrupted while asking " + brokers, e);
    }
    return ids;
  }
}
