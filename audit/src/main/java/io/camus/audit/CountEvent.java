package io.camus.audit;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * How many records of one topic, produced by one service on one server, one tier saw in one window
 * of event time.
 *
 * @param id the same for every repeat of this event
 * @param postedMillis when it was posted, milliseconds since the epoch
 * @param server the server that produced the counted records
 * @param service the service that produced the counted records
 * @param tier where in the pipeline they were counted
 * @param topic their Kafka topic
 * @param count how many they are
 * @param beginMillis begin of the window, inclusive, milliseconds since the epoch
 * @param endMillis end of the window, exclusive
 */
public record CountEvent(
    EventId id,
    long postedMillis,
    String server,
    String service,
    String tier,
    String topic,
    long count,
    long beginMillis,
    long endMillis) {

  public CountEvent {
    requireNonNull(id, "id");
    requireNonNull(server, "server");
    requireNonNull(service, "service");
    requireNonNull(tier, "tier");
    requireNonNull(topic, "topic");
    if (endMillis <= beginMillis) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "not a window: [%d, %d)", beginMillis, endMillis));
    }
  }
}
