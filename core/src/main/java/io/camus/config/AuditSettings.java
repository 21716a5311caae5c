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

  /** Where counts are kept; there if they are kept. */
  public Optional<StorePath> countsPath() {
    return given.value(AuditKeys.COUNTS);
  }

  /** Whether counts are kept. */
  public boolean keepCountFiles() {
    return given.value(AuditKeys.KEEP_COUNTS);
  }
}
