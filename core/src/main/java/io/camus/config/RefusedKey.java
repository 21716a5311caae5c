package io.camus.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key of the original that this version does not serve.
 *
 * @param name its name, or a prefix with {@code *} at the end
 * @param instead what to do about it, one sentence
 */
public record RefusedKey(String name, String instead) {
  private static final String JARS =
      "remove it: the jars of the distribution's lib/ reach the tasks; put further jars there";
  private static final String SWEEPER =
      "remove it: the sweeper is not in this version; fewer, larger files come from"
          + " camus.output.files.per=topic and etl.output.file.time.partition.mins";
  private static final String SUB_DIRECTORY =
      "remove it: etl.destination.path.topic.sub.dir names the directory below a topic's";
  private static final String STATSD =
      "remove it: no metrics are sent in this version; read the summary of `camus run --json`";

  /** All of them. */
  public static final List<RefusedKey> ALL =
      List.of(
          new RefusedKey("camus.sweeper.*", SWEEPER),
          new RefusedKey(
              "etl.record.writer.provider.class",
              "remove it: the file format follows the decoder (avro and bytes make Avro files, json"
                  + " and text make lines); choose it with camus.message.decoder.class"),
          new RefusedKey(
              "camus.message.encoder.class",
              "remove it: audit events are always Avro; set etl.run.tracking.post to send them"),
          new RefusedKey(
              "monitoring.event.class",
              "remove it: audit events are always TrackingMonitoringEvent; camus.audit.topic names"
                  + " their topic"),
          new RefusedKey(
              "etl.reporter.class",
              "remove it: every run ends with a summary; read `camus run --json` to report"
                  + " elsewhere"),
          new RefusedKey("statsd.*", STATSD),
          new RefusedKey(
              "alert.*",
              "remove it: no mail is sent; the summary of `camus run --json` holds the lag of every"
                  + " topic, and the exit code tells a scheduler"),
          new RefusedKey(
              "camus.work.allocator.class",
              "remove it: partitions are shared out by size, largest first to the least loaded"
                  + " task"),
          new RefusedKey(
              "camus.max.group.size.reduction.factor",
              "remove it: partitions are shared out by size, topics are not kept together"),
          new RefusedKey("hdfs.default.classpath.dir", JARS),
          new RefusedKey("hadoop.external.jarFiles", JARS),
          new RefusedKey("cache.jar.filter.list", JARS),
          new RefusedKey("log4j.configuration", "remove it: logging is set in conf/logback.xml"),
          new RefusedKey("etl.hourly", SUB_DIRECTORY),
          new RefusedKey("etl.daily", SUB_DIRECTORY),
          new RefusedKey(
              "etl.commit.hooks",
              "remove it: no class of yours is called when a task commits; act on the summary of"
                  + " `camus run --json` after the run"),
          new RefusedKey("kafka.host.url", "remove it: kafka.brokers names the brokers"),
          new RefusedKey("kafka.host.port", "remove it: kafka.brokers names the brokers"),
          new RefusedKey(
              "kafka.fetch.request.correlationid",
              "remove it: Kafka's client numbers its requests itself"),
          new RefusedKey(
              "zookeeper.audit.hosts",
              "remove it: audit events go to the cluster of kafka.brokers"));

  /** Keys that change nothing, whose values must be the one that is right. */
  static final Map<String, KeyType<?>> CONSTANT =
      Map.of(
          "etl.run.move.data",
          KeyType.YES_NO.where(
              moves -> moves,
              "false is refused: a commit is not complete without publishing; use `camus plan` to"
                  + " look without moving data"));

  static Optional<RefusedKey> find(String key) {
    return ALL.stream().filter(refused -> refused.matches(key)).findFirst();
  }

  /** Whether a given key is this one, or one of those below it. */
  boolean matches(String key) {
    return name.endsWith("*")
        ? key.startsWith(name.substring(0, name.length() - 1))
        : key.equals(name);
  }
}
