package io.camus.config;

import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts of records by window, and where they go.
 *
 * @param postTracking whether audit events are posted
 * @param monitorTier this tier's name; there if audit events are posted
 * @param monitorGranularity width of an audit window
 * @param auditTopic topic of the audit events
 * @param auditIgnoreServiceTopics topics whose counts do not tell servers and services apart
 * @param maxCounts counts that a run keeps apart at most
 * @param countsPath the directory that is set for counts, whether they are kept or not
 * @param keptCounts where the counts of each commit record are kept; empty if they are not
 */
public record AuditSettings(
    boolean postTracking,
    Optional<String> monitorTier,
    Duration monitorGranularity,
    String auditTopic,
    TopicSet auditIgnoreServiceTopics,
    int maxCounts,
    Optional<StorePath> countsPath,
    Optional<StorePath> keptCounts) {
  static final KeyGroup KEYS = new KeyGroup("Audit", "What is counted, and where the counts go.");

  static final Key<Boolean> POST =
      KEYS.key("etl.run.tracking.post", KeyType.YES_NO, "false")
          .means("Whether the counts are posted to Kafka, as TrackingMonitoringEvent.");

  private static final Key<String> TIER =
      KEYS.optional("kafka.monitor.tier", KeyType.TEXT)
          .defaultMeans("none; required to post")
          .means("Name of this tier in the audit events.");

  private static final Key<Integer> GRANULARITY =
      KEYS.key("kafka.monitor.time.granularity", KeyType.integer(1, 1_000_000), "10")
          .means("Minutes of event time that one count covers.");

  private static final Key<String> TOPIC =
      KEYS.key("camus.audit.topic", KeyType.TEXT, "TrackingMonitoringEvent")
          .means("Topic that the audit events go to.");

  static final Key<TopicSet> IGNORE_SERVICE =
      KEYS.key("etl.audit.ignore.service.topic.list", KeyType.TOPICS, "")
          .means("Topics, or all, whose counts do not tell servers and services apart.");

  private static final Key<Integer> MAX_COUNTS =
      KEYS.key("camus.audit.max.counts", KeyType.integerFrom(1), "200000")
          .means(
              "Counts, each of a window, a server and a service, that a run keeps apart at most,"
                  + " shared equally by mapred.map.tasks. What goes beyond is counted by window as"
                  + " other_servers and other_services, and the summary says so.");

  static final Key<StorePath> COUNTS =
      KEYS.optional("etl.counts.path", KeyType.PATH)
          .defaultMeans("none; required to keep")
          .means("Directory where the counts of every run are kept.");

  static final Key<Boolean> KEEP_COUNTS =
      KEYS.key("etl.keep.count.files", KeyType.YES_NO, "false")
          .means("Whether the counts are kept in etl.counts.path.");

  static {
    KEYS.refuse(
        settings -> settings.value(POST) && !settings.has(TIER),
        "etl.run.tracking.post = true needs kafka.monitor.tier, the tier's name");
    KEYS.refuse(
        settings -> settings.value(KEEP_COUNTS) && !settings.has(COUNTS),
        "etl.keep.count.files = true needs etl.counts.path, where to keep them");
  }

  static AuditSettings of(ParsedSettings settings) {
    Optional<StorePath> counts = settings.optional(COUNTS);
    return new AuditSettings(
        settings.value(POST),
        settings.optional(TIER),
        Duration.ofMinutes(settings.value(GRANULARITY)),
        settings.value(TOPIC),
        settings.value(IGNORE_SERVICE),
        settings.value(MAX_COUNTS),
        counts,
        counts.filter(path -> settings.value(KEEP_COUNTS)));
  }

  /**
   * Whether the counts of a topic tell servers and services apart, so that records are searched.
   */
  public boolean tellsApart(String topic) {
    return countWindow().isPresent() && !auditIgnoreServiceTopics.test(topic);
  }

  /**
   * Width of an audit window if the counts of commit records are wanted: kept, posted or both;
   * empty if they are not.
   */
  public Optional<Duration> countWindow() {
    return Optional.of(monitorGranularity).filter(width -> postTracking || keptCounts.isPresent());
  }
}
