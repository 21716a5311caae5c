package io.camus.config;

import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.Optional;

/** Counts of records by window, and where they go. */
public final class AuditSettings {
  static final KeyGroup KEYS = new KeyGroup("Audit", "What is counted, and where the counts go.");

  public static final Key<Boolean> POST =
      KEYS.key("etl.run.tracking.post", KeyType.YES_NO, "false")
          .means("Whether the counts are posted to Kafka, as TrackingMonitoringEvent.");

  public static final Key<String> TIER =
      KEYS.optional("kafka.monitor.tier", KeyType.TEXT)
          .defaultMeans("none; required to post")
          .means("Name of this tier in the audit events.");

  public static final Key<Duration> GRANULARITY =
      KEYS.key(
              "kafka.monitor.time.granularity",
              KeyType.integer(1, 1_000_000).map(Duration::ofMinutes),
              "10")
          .means("Minutes of event time that one count covers.");

  public static final Key<String> TOPIC =
      KEYS.key("camus.audit.topic", KeyType.TEXT, "TrackingMonitoringEvent")
          .means("Topic that the audit events go to.");

  public static final Key<TopicSet> IGNORE_SERVICE =
      KEYS.key("etl.audit.ignore.service.topic.list", KeyType.TOPICS, "")
          .means("Topics, or all, whose counts do not tell servers and services apart.");

  public static final Key<Integer> MAX_COUNTS =
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

  private AuditSettings() {}

  static Optional<StorePath> keptCounts(ParsedSettings settings) {
    return settings.optional(COUNTS).filter(path -> settings.value(KEEP_COUNTS));
  }

  static Optional<Duration> countWindow(ParsedSettings settings) {
    return Optional.of(settings.value(GRANULARITY))
        .filter(width -> settings.value(POST) || keptCounts(settings).isPresent());
  }

  static boolean tellsApart(ParsedSettings settings, String topic) {
    return countWindow(settings).isPresent() && !settings.value(IGNORE_SERVICE).test(topic);
  }
}
