package io.camus.plugin;

import io.camus.config.Provider;
import io.camus.config.TopicConfig;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import java.util.OptionalLong;

/** Creates extractors of event times; {@code camus.message.timestamp.extractor} chooses it. */
public interface EventTimeProvider extends Provider {

  @Override
  default Kind kind() {
    return Kind.EVENT_TIME;
  }

  /**
   * The extractor of a topic, for one task attempt.
   *
   * @throws IllegalArgumentException with the reason why these settings cannot work, and what to do
   */
  Extractor extractor(TopicConfig topic);

  /** Finds the event time of a record. Not thread-safe. */
  @FunctionalInterface
  interface Extractor {
    /**
     * The event time of a record.
     *
     * @param record as Kafka held it
     * @param datum as the topic's decoder returned it; must not be changed
     * @return milliseconds since the epoch; empty if the record has no event time, which is handled
     *     as a missing field
     */
    OptionalLong millis(SourceRecord record, Datum datum);
  }
}
