package io.camus.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
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
        "etl.record.writer.provider.class",
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
        "mapred.map.tasks",
        "hdfs.default.classpath.dir",
        "hadoop.external.jarFiles",
        "cache.jar.filter.list"
      })
  void keyWorks(String key) {
    assertThat(KeyCatalog.INSTALLED.find(key)).as(key).isPresent();
  }

  @Test
  void theSettingsOfTheReadmeAreTaken() {
    Map<String, String> readme =
        Map.ofEntries(
            entry("zookeeper.hosts", "zk:2181"),
            entry("zookeeper.broker.topics", "/brokers/topics"),
            entry("zookeeper.broker.nodes", "/brokers/ids"),
            entry("kafka.blacklist.topics", "a"),
            entry("kafka.whitelist.topics", "b"),
            entry("etl.schema.registry.url", "http://registry:8081"),
            entry("etl.output.file.time.partition.mins", "10"),
            entry("kafka.client.buffer.size", "20971520"),
            entry("kafka.client.so.timeout", "60000"),
            entry("kafka.max.pull.hrs", "6"),
            entry("kafka.max.historical.days", "3"),
            entry("kafka.max.pull.minutes.per.partition", "10"),
            entry("kafka.monitor.time.granularity", "10"),
            entry("etl.destination.path", "/d"),
            entry("etl.execution.base.path", "/b"),
            entry("etl.execution.history.path", "/h"),
            entry("etl.counts.path", "/c"),
            entry("kafka.monitor.tier", "tier"));
    Map<String, String> settings = new TreeMap<>();
    readme.forEach((name, value) -> settings.put("hadoop-conf." + name, value));

    assertThat(CamusConfig.check(settings)).isEmpty();
    assertThat(CamusConfig.parse(settings)).isEqualTo(CamusConfig.parse(readme));
    assertThat(CamusConfig.parse(settings).value(PullSettings.MAX_PULL_TIME))
        .contains(Duration.ofMinutes(10));
    assertThat(CamusConfig.parse(settings).toMap()).hasSameSizeAs(readme);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", " True "})
  void whatTheOriginalHadByDefaultAndCannotChangeHereIsAccepted(String value) {
    Map<String, String> settings = CamusConfigTest.with("hadoop-conf.etl.run.move.data", value);

    assertThat(CamusConfig.check(settings)).isEmpty();
    assertThat(CamusConfig.parse(settings)).isEqualTo(CamusConfig.parse(CamusConfigTest.with()));
  }

  @Test
  void anotherValueOfAKeyThatCannotChangeIsRefused() {
    assertThat(CamusConfig.check(CamusConfigTest.with("etl.run.move.data", "false")))
        .singleElement()
        .asString()
        .startsWith("etl.run.move.data = false: must be true: ");
    assertThat(CamusConfig.check(CamusConfigTest.with("etl.run.move.data", "maybe")))
        .containsExactly("etl.run.move.data = maybe: must be true or false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
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
        "etl.hourly",
        "etl.daily",
        "etl.commit.hooks",
        "kafka.host.url",
        "kafka.host.port",
        "kafka.fetch.request.correlationid",
        "zookeeper.audit.hosts",
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
  void aClassThatIsNowhereIsRefused(String key) {
    assertThat(CamusConfig.check(CamusConfigTest.with(key, "com.example.Mine")))
        .singleElement()
        .asString()
        .startsWith(key + " = com.example.Mine: no installed ");
  }
}
