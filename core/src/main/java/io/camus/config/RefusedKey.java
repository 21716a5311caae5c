package io.camus.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key of the original Camus that this version does not support.
 *
 * @param name its name, or a prefix with {@code *} at the end
 * @param instead what to do instead, one sentence
 */
public record RefusedKey(String name, String instead) {
  private static final String SWEEPER =
      "remove it: this version has no sweeper; for fewer, larger files use"
          + " camus.output.files.per=topic and etl.output.file.time.partition.mins";
  private static final String SUB_DIRECTORY =
      "remove it: etl.destination.path.topic.sub.dir sets the directory below the topic's";
  private static final String STATSD =
      "remove it: metrics go to Prometheus, through camus.metrics.pushgateway.url or"
          + " camus.metrics.file; a statsd exporter is not needed";

  /** All of them. */
  public static final List<RefusedKey> ALL =
      List.of(
          new RefusedKey("camus.sweeper.*", SWEEPER),
          new RefusedKey(
              "camus.message.encoder.class",
              "remove it: audit events are always Avro; to send them, set etl.run.tracking.post"),
          new RefusedKey(
              "monitoring.event.class",
              "remove it: audit events are always TrackingMonitoringEvent; set their topic with"
                  + " camus.audit.topic"),
          new RefusedKey(
              "etl.reporter.class",
              "remove it: set camus.metrics.pushgateway.url or camus.metrics.file for metrics, or"
                  + " camus.openlineage.url; for a reporter of your own, install a plug-in"),
          new RefusedKey("statsd.*", STATSD),
          new RefusedKey(
              "alert.*",
              "remove it: this version sends no mail; alert on its metrics, as in"
                  + " examples/monitoring, or on the exit code"),
          new RefusedKey(
              "camus.work.allocator.class",
              "remove it: partitions are assigned by size, largest first, to the least loaded task"),
          new RefusedKey(
              "camus.max.group.size.reduction.factor",
              "remove it: partitions are assigned by size, not grouped by topic"),
          new RefusedKey("log4j.configuration", "remove it: configure logging in conf/logback.xml"),
          new RefusedKey("etl.hourly", SUB_DIRECTORY),
          new RefusedKey("etl.daily", SUB_DIRECTORY),
          new RefusedKey(
              "etl.commit.hooks",
              "remove it: this version has no commit hooks; use the summary of `camus run --json`"
                  + " after the run"),
          new RefusedKey("kafka.host.url", "remove it: set the brokers in kafka.brokers"),
          new RefusedKey("kafka.host.port", "remove it: set the brokers in kafka.brokers"),
          new RefusedKey(
              "kafka.fetch.request.correlationid",
              "remove it: Kafka's client assigns correlation ids"),
          new RefusedKey(
              "zookeeper.audit.hosts",
              "remove it: audit events go to the brokers in kafka.brokers"));

  /** Keys without effect that allow only one value. */
  static final Map<String, KeyType<?>> CONSTANT =
      Map.of(
          "etl.run.move.data",
          KeyType.YES_NO.where(
              moves -> moves,
              "must be true: a commit includes publishing; to preview a run, use `camus plan`"));

  static Optional<RefusedKey> find(String key) {
    return ALL.stream().filter(refused -> refused.matches(key)).findFirst();
  }

  /** Whether a given key matches. */
  boolean matches(String key) {
    return name.endsWith("*")
        ? key.startsWith(name.substring(0, name.length() - 1))
        : key.equals(name);
  }
}
