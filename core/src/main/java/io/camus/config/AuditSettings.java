package io.camus.config;

import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.Optional;

/** Counts of records by window, and where they go. */
public final class AuditSettings {
  private final Given given;

  AuditSettings(Given given) {
    this.given = given;
  }

  /** Whether audit events are posted. */
  public boolean postTracking() {
    return given.value(AuditKeys.POST);
  }

  /** This tier's name; there if audit events are posted. */
  public Optional<String> monitorTier() {
    return given.value(AuditKeys.TIER);
  }

  /** Width of an audit window. */
  public Duration monitorGranularity() {
    return Duration.ofMinutes(given.value(AuditKeys.GRANULARITY));
  }

  /** Topic of the audit events. */
  public String auditTopic() {
    return given.value(AuditKeys.TOPIC);
  }

  /** Topics whose counts do not tell servers and services apart. */
  public TopicSet auditIgnoreServiceTopics() {
    return given.value(AuditKeys.IGNORE_SERVICE);
  }

  /** Where the counts of each commit record are kept; empty if they are not. */
  public Optional<StorePath> keptCounts() {
    return given.value(AuditKeys.KEEP_COUNTS) ? countsPath() : Optional.empty();
  }

  /** The directory that is set for counts, whether they are kept or not. */
  Optional<StorePath> countsPath() {
    return given.value(AuditKeys.COUNTS);
  }

  /**
   * Width of an audit window if the counts of commit records are wanted: kept, posted or both;
   * empty if they are not.
   */
  public Optional<Duration> countWindow() {
    return postTracking() || keptCounts().isPresent()
        ? Optional.of(monitorGranularity())
        : Optional.empty();
  }
}
