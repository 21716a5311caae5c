package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpellingTest {

  private static CamusConfig config(String... keysAndValues) {
    return CamusConfig.parse(CamusConfigTest.with(keysAndValues));
  }

  private static List<String> problems(String... keysAndValues) {
    return CamusConfig.check(CamusConfigTest.with(keysAndValues));
  }

  @Test
  void thePrefixOfAzkabanIsStrippedInAnyCase() {
    assertThat(config("Hadoop-Conf.etl.deflate.level", "9").value(OutputSettings.DEFLATE_LEVEL))
        .isEqualTo(9);
    assertThat(config("hadoop-conf.etl.output.codec.a.b", "snappy").topic("a.b").codec())
        .isEqualTo(OutputCodec.SNAPPY);
    assertThat(config("hadoop-conf.dfs.replication", "2").hadoopProperties())
        .isEqualTo(Map.of("dfs.replication", "2"));
    assertThat(config("hadoop-conf.zookeeper.hosts", "z:2181").namesZooKeeper()).isTrue();
    assertThat(problems("hadoop-conf.camus.sweeper.source.dir", "/d")).hasSize(1);
  }

  @Test
  void twoSpellingsWithTheSameValueAreFineWithDifferentOnesAProblem() {
    assertThat(problems("etl.deflate.level", "9", "hadoop-conf.etl.deflate.level", "9")).isEmpty();
    assertThat(problems("etl.deflate.level", "9", "hadoop-conf.etl.deflate.level", "8"))
        .singleElement()
        .asString()
        .contains("hadoop-conf.etl.deflate.level", "different values");
    assertThat(
            problems(
                "kafka.max.pull.minutes.per.task", "1",
                "kafka.max.pull.minutes.per.partition", "2"))
        .hasSize(1);
  }

  @Test
  void legacyNamesAreUnderstood() {
    assertThat(
            config("kafka.max.pull.minutes.per.partition", "10").value(PullSettings.MAX_PULL_TIME))
        .contains(Duration.ofMinutes(10));
    assertThat(config("mapreduce.job.maps", "7").mapTasks()).isEqualTo(7);
    assertThat(config("etl.basedir.quota.override", "7").optional(HistorySettings.QUOTA))
        .contains(7L);
    assertThat(config("mapreduce.output.fileoutputformat.compress", "false").topic("t").codec())
        .isEqualTo(OutputCodec.NONE);
    assertThat(
            config("post.tracking.counts.to.kafka", "true", "kafka.monitor.tier", "x")
                .value(AuditSettings.POST))
        .isTrue();
  }

  @Test
  void everyLegacyNameIsNoOtherKeysName() {
    KeyCatalog.INSTALLED
        .all()
        .forEach(
            key ->
                KeyCatalog.aliases(key)
                    .forEach(
                        name ->
                            assertThat(KeyCatalog.INSTALLED.canonicalName(name))
                                .isEqualTo(key.name())));
  }

  @Test
  void otherSpellingsOfTheBrokersAreUnderstood() {
    Map<String, String> settings = CamusConfigTest.with("metadata.broker.list", "c:1");
    settings.remove("kafka.brokers");

    assertThat(CamusConfig.parse(settings).value(KafkaSettings.BROKERS)).containsExactly("c:1");
  }

  @Test
  void aKeyOfATopicMayHaveDotsInItsTopic() {
    CamusConfig config =
        config(
            "etl.destination.path.topic.sub.dirformat.sub.dir", "YYYY",
            "camus.message.timestamp.field.camus.message", "at",
            "etl.max.percent.skipped.other.a.b", "5",
            "camus.message.null.value.x", "skip");

    assertThat(config.topic("sub.dir").value(OutputSettings.DIRECTORY_FORMAT)).isEqualTo("YYYY");
    assertThat(config.topic("sub.dir").partitioner().name()).isEqualTo("pattern");
    assertThat(config.topic("other").partitioner().name()).isEqualTo("hourly");
    assertThat(config.topic("camus.message").timestampField()).containsExactly("at");
    assertThat(config.topic("a.b").value(DecodingSettings.MAX_PERCENT_OTHER)).isEqualTo(5);
    assertThat(config.topic("a").value(DecodingSettings.MAX_PERCENT_OTHER)).isEqualTo(0.1);
    assertThat(config.topic("x").value(DecodingSettings.NULL_VALUE))
        .isEqualTo(NullValuePolicy.SKIP);
  }

  @Test
  void aKeyForAllTopicsHasNoTopic() {
    assertThat(problems("etl.deflate.level.clicks", "3"))
        .singleElement()
        .asString()
        .contains("not a key");
    assertThat(problems("etl.output.codec.a b", "null")).hasSize(1);
    assertThat(problems("etl.output.codec.t", "rar"))
        .containsExactly(
            "etl.output.codec.t = rar: must be one of null, none, deflate, gzip, snappy,"
                + " zstandard, zstd");
  }

  @Test
  void anUnknownKeyGetsTheNearestName() {
    assertThat(problems("kafka.broker", "x")).singleElement().asString().contains("did you mean");
    assertThat(problems("etl.destination.pth", "/x"))
        .containsExactly(
            "etl.destination.pth is not a key of Camus; did you mean etl.destination.path?");
    assertThat(problems("zzz", "x")).containsExactly("zzz is not a key of Camus");
  }

  @Test
  void azkabansOwnPropertiesAreLeftAlone() {
    assertThat(
            problems(
                "type",
                "command",
                "working.dir",
                "/w",
                "azkaban.flow.execid",
                "1",
                "env.PATH",
                "/",
                "user.to.proxy",
                "me",
                "obtain.namenode.token",
                "true",
                "other_namenodes",
                "hdfs://other",
                "execute.as.user",
                "false"))
        .isEmpty();
  }

  @Test
  void hadoopsPropertiesPassThroughAndThoseOfInjectionToo() {
    assertThat(
            config(
                    "yarn.nodemanager.x", "1",
                    "hadoop-inject.tmpjars", "a.jar",
                    "mapreduce.map.memory.mb", "512")
                .hadoopProperties())
        .isEqualTo(
            Map.of(
                "yarn.nodemanager.x", "1", "tmpjars", "a.jar", "mapreduce.map.memory.mb", "512"));
  }

  @Test
  void everyDeclaredKeyHasAMeaningThatIsASentence() {
    assertThat(KeyCatalog.INSTALLED.all())
        .allSatisfy(
            key -> {
              assertThat(key.meaning()).as(key.name()).endsWith(".");
              assertThat(key.presetForPeople()).as(key.name()).isNotBlank();
            });
  }
}
