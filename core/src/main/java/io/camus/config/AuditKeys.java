package io.camus.config;

import static io.camus.config.Reading.integer;
import static io.camus.config.Reading.optionalPath;
import static io.camus.config.Reading.optionalText;
import static io.camus.config.Reading.text;
import static io.camus.config.Reading.topics;
import static io.camus.config.Reading.yesNo;

import io.camus.spi.StorePath;
import java.util.List;
import java.util.Optional;

/** What is counted for the audit, and where the counts go. */
final class AuditKeys {

  static final Key<Boolean> POST =
      yesNo("etl.run.tracking.post")
          .alsoCalled("post.tracking.counts.to.kafka")
          .byDefault("false")
          .means("Whether the counts are posted to Kafka, as TrackingMonitoringEvent.");

  static final Key<Optional<String>> TIER =
      optionalText("kafka.monitor.tier")
          .defaultMeans("none; required to post")
          .means("Name of this tier in the audit events.");

  static final Key<Integer> GRANULARITY =
      integer("kafka.monitor.time.granularity", 1, 1_000_000)
          .byDefault("10")
          .means("Minutes of event time that one count covers.");

  static final Key<String> TOPIC =
      text("camus.audit.topic")
          .byDefault("TrackingMonitoringEvent")
          .means("Topic that the audit events go to.");

  static final Key<TopicSet> IGNORE_SERVICE =
      topics("etl.audit.ignore.service.topic.list")
          .defaultMeans("none")
          .means("Topics, or all, whose counts do not tell servers and services apart.");

  static final Key<Optional<StorePath>> COUNTS =
      optionalPath("etl.counts.path")
          .defaultMeans("none; required to keep")
          .means("Directory where the counts of every run are kept.");

  static final Key<Boolean> KEEP_COUNTS =
      yesNo("etl.keep.count.files")
          .byDefault("false")
          .means("Whether the counts are kept in etl.counts.path.");

  static final KeyGroup GROUP =
      new KeyGroup(
          "Audit",
          "What is counted, and where the counts go.",
          List.of(POST, TIER, GRANULARITY, TOPIC, IGNORE_SERVICE, COUNTS, KEEP_COUNTS));

  private AuditKeys() {}
}
