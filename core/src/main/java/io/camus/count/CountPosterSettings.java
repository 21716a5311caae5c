package io.camus.count;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Settings for posting counts.
 *
 * @param auditTopic the Kafka topic to post to
 * @param tier the name under which this pipeline counts
 * @param brokerTier the name under which it counts what the broker holds; empty: not posted
 * @param host the name of this host, in a header of every event
 * @param folded topics counted without distinguishing servers and services
 * @param timeout how long posting one commit record may take
 */
public record CountPosterSettings(
    String auditTopic,
    String tier,
    Optional<String> brokerTier,
    String host,
    Predicate<String> folded,
    Duration timeout) {
  /** The audit topic, unless the user names another. */
  public static final String DEFAULT_AUDIT_TOPIC = "TrackingMonitoringEvent";

  public CountPosterSettings {
    requireNonNull(auditTopic, "auditTopic");
    requireNonNull(tier, "tier");
    requireNonNull(brokerTier, "brokerTier");
    requireNonNull(host, "host");
    requireNonNull(folded, "folded");
    requireNonNull(timeout, "timeout");
  }
}
