package io.camus.source;

import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Where a partition's log begins and ends now. Both fail as Kafka's consumer does. */
interface LogBounds {
  /** The first offset. */
  long beginning(TopicPartition partition, Duration atMost);

  /** The offset behind the last one that may be read. */
  long end(TopicPartition partition, Duration atMost);

  static LogBounds of(Consumer<?, ?> consumer) {
    return new LogBounds() {
      @Override
      public long beginning(TopicPartition partition, Duration atMost) {
        return consumer.beginningOffsets(Set.of(partition), atMost).get(partition);
      }

      @Override
      public long end(TopicPartition partition, Duration atMost) {
        return consumer.endOffsets(Set.of(partition), atMost).get(partition);
      }
    };
  }
}
