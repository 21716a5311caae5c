package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key of the original works, or is refused by name with what to use instead. */
class OriginalKeysTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zookeeper.hosts",
        "zookeeper.broker.topics",
        "zookeeper.broker.nodes",
        "zookeeper.session.timeout",
        "zookeeper.connection.timeout",
        "kafka.brokers",
        "kafka.blacklist.topics",
        "kafka.whitelist.topics",
        "etl.schema.registry.url",
        "etl.output.file.time.partition.mins",
        "kafka.client.buffer.size",
        "kafka.client.so.timeout",
        "kafka.max.pull.hrs",
        "kafka.max.historical.days",
        "kafka.max.pull.minutes.per.partition",
        "kafka.max.pull.minutes.per.task",
        "kafka.monitor.time.granularity",
        "kafka.monitor.tier",
        "etl.destination.path",
        "etl.execution.base.path",
        "etl.execution.history.path",
        "etl.counts.path",
        "etl.keep.count.files",
        "etl.run.tracking.post",
        "etl.default.timezone",
        "etl.destination.path.topic.sub.dir",
        "etl.destination.path.topic.sub.dirformat",
        "etl.partitioner.class",
        "etl.output.codec",
        "etl.deflate.level",
        "mapred.output.compress",
        "etl.avro.writer.sync.interval",
        "etl.output.record.delimiter",
        "etl.ignore.schema.errors",
        "etl.max.percent.skipped.schemanotfound",
        "etl.max.percent.skipped.other",
        "etl.fail.on.errors",
        "etl.fail.on.offset.outofrange",
        "etl.max.errors.to.print.from.file",
        "max.decoder.exceptions.to.print",
        "etl.execution.history.max.of.quota",
        "etl.basedir.quota.overide",
        "etl.audit.ignore.service.topic.list",
        "camus.job.name",
        "camus.message.decoder.class",
        "camus.message.timestamp.field",
        "camus.message.timestamp.format",
        "kafka.client.name",
        "kafka.timeout.value",
        "kafka.fetch.buffer.size",
        "kafka.fetch.request.max.wait",
        "kafka.fetch.request.min.bytes",
        "kafka.move.to.last.offset.list",
        "kafka.move.to.earliest.offset",
        "mapred.map.tasks"
      })
  void keyWorks(String key) {
    assertThat(KeyCatalog.find(key)).as(key).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "etl.record.writer.provider.class",
        "etl.reporter.class",
        "statsd.enabled",
        "statsd.host",
        "statsd.port",
        "alert.on.topic.falling.behind",
        "alert.email.to",
        "camus.message.encoder.class",
        "monitoring.event.class",
        "camus.work.allocator.class",
        "camus.max.group.size.reduction.factor",
        "hdfs.default.classpath.dir",
        "hadoop.external.jarFiles",
        "cache.jar.filter.list",
        "camus.sweeper.source.dir"
      })
  void keyIsRefusedByName(String key) {
    List<String> problems = CamusConfig.check(CamusConfigTest.with(key, "x"));

    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith(key + " is not supported: ")
        .hasSizeGreaterThan(key.length() + 40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.linkedin.camus.etl.kafka.partitioner.DefaultPartitioner",
        "com.linkedin.camus.etl.kafka.partitioner.HourlyPartitioner",
        "com.linkedin.camus.etl.kafka.partitioner.DailyPartitioner",
        "com.linkedin.camus.etl.kafka.partitioner.TimeBasedPartitioner"
      })
  void partitionersOfTheOriginalMapOntoOurs(String name) {
    Map<String, String> settings = CamusConfigTest.with("etl.partitioner.class", name);

    assertThat(CamusConfig.check(settings)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"etl.partitioner.class", "camus.message.decoder.class"})
  void classesOfTheUsersOwnAreRefused(String key) {
    assertThat(CamusConfig.check(CamusConfigTest.with(key, "com.example.Mine")))
        .singleElement()
        .asString()
        .startsWith(key + " = com.example.Mine: must be one of ");
  }
}
