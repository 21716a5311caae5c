package io.camus.config;

import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the audit counts. */
public final class AuditSettings {
  static final KeyGroup KEYS = new KeyGroup("Audit", "Audit counts, and where they are sent.");

  public static final Key<Boolean> POST =
      KEYS.key("etl.run.tracking.post", KeyType.YES_NO, "false")
          .means("If true, the counts are posted to Kafka as TrackingMonitoringEvent.");

  public static final Key<String> TIER =
      KEYS.optional("kafka.monitor.tier", KeyType.TEXT)
          .defaultMeans("none; required if etl.run.tracking.post is true")
          .means("Tier name in the audit events.");

  public static final Key<String> BROKER_TIER =
      KEYS.optional("camus.audit.broker.tier", KeyType.TEXT)
          .defaultMeans("none: not posted")
          .means(
              "Tier name for counts of what the brokers held: written, rejected and skipped records"
                  + " by window. Posted with the counts of our own tier.");

  public static final Key<List<String>> TIERS =
      KEYS.key("camus.audit.tiers", KeyType.LIST, "")
          .defaultMeans("all tiers in the audit topic except our own two")
          .means(
              "Tiers that camus audit compares with what the brokers held. If a named tier has no"
                  + " counts of a window, the window is unknown.");

  public static final Key<Duration> GRANULARITY =
      KEYS.key(
              "kafka.monitor.time.granularity",
              KeyType.integer(1, 1_000_000).map(Duration::ofMinutes),
              "10")
          .means("Length of the window of one count, in minutes of event time.");

  public static final Key<String> TOPIC =
      KEYS.key("camus.audit.topic", KeyType.TEXT, "TrackingMonitoringEvent")
          .means("Topic of the audit events.");

  public static final Key<TopicSet> IGNORE_SERVICE =
      KEYS.key("etl.audit.ignore.service.topic.list", KeyType.TOPICS, "")
          .means("Topics, or all, that are counted without distinguishing servers and services.");

  public static final Key<Integer> MAX_COUNTS =
      KEYS.key("camus.audit.max.counts", KeyType.integerFrom(1), "200000")
          .means(
              "Maximum number of counts (one per window, server and service) in a run, divided"
                  + " equally among mapred.map.tasks. Further records are counted per window as"
                  + " other_servers and other_services, and the summary reports it.");

  static final Key<StorePath> COUNTS =
      KEYS.optional("etl.counts.path", KeyType.PATH)
          .defaultMeans("none; required if etl.keep.count.files is true")
          .means("Directory for the counts of every run.");

  static final Key<Boolean> KEEP_COUNTS =
      KEYS.key("etl.keep.count.files", KeyType.YES_NO, "false")
          .means("If true, the counts are written to etl.counts.path.");

  static {
    KEYS.refuse(
        settings -> settings.value(POST) && !settings.has(TIER),
        "etl.run.tracking.post = true requires kafka.monitor.tier, the name of the tier");
    KEYS.refuse(
        settings ->
            settings.has(BROKER_TIER)
                && settings.optional(BROKER_TIER).equals(settings.optional(TIER)),
        "camus.audit.broker.tier and kafka.monitor.tier must be different names");
    KEYS.refuse(
        settings -> settings.value(KEEP_COUNTS) && !settings.has(COUNTS),
        "etl.keep.count.files = true requires etl.counts.path, the directory for the counts");
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
