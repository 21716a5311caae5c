package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import io.camus.model.ExitCode;
import io.camus.model.StartPosition;
import io.camus.spi.StorePath;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;

class CamusConfigTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "kafka.brokers", "a:9092, b:9092",
          "etl.destination.path", "/camus/topics/",
          "etl.execution.base.path", "hdfs://nn/camus/exec",
          "etl.execution.history.path", "/camus/history");

  static Map<String, String> with(String... keysAndValues) {
    Map<String, String> settings = new HashMap<>(LEAST);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return settings;
  }

  private static CamusConfig config(String... keysAndValues) {
    return CamusConfig.parse(with(keysAndValues));
  }

  private static List<String> problems(String... keysAndValues) {
    return CamusConfig.check(with(keysAndValues));
  }

  @Test
  void aPathThatNoFileSystemTakesIsRefused() {
    assertThat(CamusConfig.check(with("etl.destination.path", "/data/" + "d".repeat(256))))
        .singleElement()
        .asString()
        .contains("etl.destination.path", "has 256 bytes", "at most 255");
    assertThat(CamusConfig.check(with("etl.destination.path", "/data".repeat(400))))
        .singleElement()
        .asString()
        .contains("has 2000 bytes", "at most 1500");
  }

  @Test
  void countsAreWantedIfTheyAreKeptOrPosted() {
    String[] path = {"etl.counts.path", "/counts"};
    assertThat(config(path).countWindow()).isEmpty();
    assertThat(config(path).keptCounts()).isEmpty();

    CamusConfig kept = config("etl.counts.path", "/counts", "etl.keep.count.files", "true");
    assertThat(kept.keptCounts()).contains(new StorePath("/counts"));
    assertThat(kept.countWindow()).contains(Duration.ofMinutes(10));

    CamusConfig posted = config("etl.run.tracking.post", "true", "kafka.monitor.tier", "tier");
    assertThat(posted.keptCounts()).isEmpty();
    assertThat(posted.countWindow()).contains(Duration.ofMinutes(10));
  }

  @Test
  void requiredKeysAreEnough() {
    CamusConfig config = config();

    assertThat(config.value(KafkaSettings.BROKERS)).containsExactly("a:9092", "b:9092");
    assertThat(config.value(OutputSettings.DESTINATION)).isEqualTo(new StorePath("/camus/topics"));
    assertThat(config.value(RunSettings.EXECUTION_BASE))
        .isEqualTo(new StorePath("hdfs://nn/camus/exec"));
    assertThat(config.value(HistorySettings.HISTORY)).isEqualTo(new StorePath("/camus/history"));
  }

  @Test
  void defaultsOfPulling() {
    CamusConfig config = config();

    assertThat(config.value(KafkaSettings.ISOLATION)).isEqualTo(IsolationLevel.READ_COMMITTED);
    assertThat(config.value(PullSettings.START)).isEqualTo(new StartPosition.Earliest());
    assertThat(config.value(PullSettings.MAX_HISTORICAL)).isEmpty();
    assertThat(config.value(PullSettings.MAX_PULL_SPAN)).isEmpty();
    assertThat(config.value(PullSettings.MAX_PULL_TIME)).isEmpty();
    assertThat(config.value(PullSettings.STALL_TIMEOUT)).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.value(PullSettings.MOVE_TO_LATEST).test("any")).isFalse();
    assertThat(config.failOnOffsetOutOfRange()).isTrue();
    assertThat(config.kafkaClients().consumer()).containsEntry("client.id", "camus");
    assertThat(config.topicFilter().whyOut("a.b")).isEmpty();
  }

  @Test
  void defaultsOfDecoding() {
    CamusConfig config = config();

    assertThat(config.topic("t").decoder().name()).isEqualTo("avro");
    assertThat(config.topic("t").timestampField()).containsExactly("header.time", "timestamp");
    assertThat(config.topic("t").timestampFormat()).isEqualTo("unix_milliseconds");
    assertThat(config.topic("t").value(DecodingSettings.SERVER_FIELD)).isEqualTo("header.server");
    assertThat(config.topic("t").value(DecodingSettings.SERVICE_FIELD)).isEqualTo("header.service");
    assertThat(config.topic("t").value(DecodingSettings.NULL_VALUE))
        .isEqualTo(NullValuePolicy.DEAD_LETTER);
    assertThat(config.value(DecodingSettings.IGNORE_SCHEMA_ERRORS)).isFalse();
    assertThat(config.topic("t").value(DecodingSettings.MAX_PERCENT_SCHEMA)).isEqualTo(0.1);
    assertThat(config.topic("t").value(DecodingSettings.MAX_PERCENT_OTHER)).isEqualTo(0.1);
    assertThat(config.value(DecodingSettings.FAIL_ON_ERRORS)).isFalse();
    assertThat(config.value(DecodingSettings.ERRORS_TO_PRINT)).isEqualTo(10);
    assertThat(config.value(DecodingSettings.DECODER_ERRORS_TO_PRINT)).isEqualTo(10);
    assertThat(config.schemaRegistry()).isEmpty();
  }

  @Test
  void defaultsOfOutput() {
    CamusConfig config = config();

    assertThat(config.optional(OutputSettings.ERRORS)).isEmpty();
    assertThat(config.topic("t").partitioner().name()).isEqualTo("hourly");
    assertThat(config.value(OutputSettings.BUCKET_MINUTES)).isEqualTo(60);
    assertThat(config.optional(OutputSettings.SUB_DIRECTORY)).isEmpty();
    assertThat(config.topic("t").value(OutputSettings.DIRECTORY_FORMAT))
        .isEqualTo("'hourly'/YYYY/MM/dd/HH");
    assertThat(config.value(OutputSettings.ZONE)).isEqualTo(ZoneId.of("UTC"));
    assertThat(config.topic("t").codec()).isEqualTo(OutputCodec.SNAPPY);
    assertThat(config.value(OutputSettings.DEFLATE_LEVEL)).isEqualTo(6);
    assertThat(config.value(OutputSettings.ZSTANDARD_LEVEL)).isEqualTo(2);
    assertThat(config.optional(OutputSettings.SYNC_INTERVAL)).isEmpty();
    assertThat(config.value(OutputSettings.DELIMITER)).isEqualTo("\n");
    assertThat(config.value(OutputSettings.OPEN_FILES)).isEqualTo(256);
    assertThat(config.value(OutputSettings.OPEN_BYTES)).isEqualTo(128 << 20);
    assertThat(config.topic("t").optional(OutputSettings.TARGET_BYTES)).isEmpty();
    assertThat(config.topic("t").value(OutputSettings.FILES_PER)).isEqualTo(FileScope.AUTO);
  }

  @Test
  void defaultsOfRunningHistoryAndAudit() {
    CamusConfig config = config();

    assertThat(config.value(RunSettings.JOB_NAME)).isEqualTo("Camus Job");
    assertThat(config.value(RunSettings.FRAMEWORK)).isEqualTo(Framework.LOCAL);
    assertThat(config.mapTasks()).isEqualTo(2 * Runtime.getRuntime().availableProcessors());
    assertThat(config("camus.local.map.slots", "5").mapTasks()).isEqualTo(10);
    assertThat(config("mapreduce.framework.name", "yarn").mapTasks()).isEqualTo(30);
    assertThat(config.value(RunSettings.LOCAL_SLOTS))
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(config.value(RunSettings.COMMIT_INTERVAL)).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.value(RunSettings.LIVENESS_TIMEOUT)).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.value(HistorySettings.MAX_AGE)).contains(Duration.ofDays(30));
    assertThat(config.value(HistorySettings.MAX_OF_QUOTA)).isEqualTo(0.5);
    assertThat(config.optional(HistorySettings.QUOTA)).isEmpty();
    assertThat(config.value(AuditSettings.POST)).isFalse();
    assertThat(config.optional(AuditSettings.TIER)).isEmpty();
    assertThat(config.value(AuditSettings.GRANULARITY)).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.value(AuditSettings.TOPIC)).isEqualTo("TrackingMonitoringEvent");
    assertThat(config.value(AuditSettings.IGNORE_SERVICE).test("any")).isFalse();
    assertThat(config.keptCounts()).isEmpty();
    assertThat(config.countWindow()).isEmpty();
    assertThat(config.hadoopProperties()).isEmpty();
  }

  @Test
  void everyProblemIsToldAtOnceOneALine() {
    Map<String, String> settings = with("kafka.max.pull.hrs", "soon", "etl.output.codek", "snappy");
    settings.remove("kafka.brokers");

    assertThatThrownBy(() -> CamusConfig.parse(settings))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            wrong -> assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("3 problems")
        .hasMessageContaining("\n  kafka.brokers is required")
        .hasMessageContaining("\n  kafka.max.pull.hrs = soon: must be a number")
        .hasMessageContaining(
            "\n  etl.output.codek is not a key of Camus; did you mean etl.output.codec?");
  }

  @Test
  void aBrokerWithoutAPortIsRefusedBeforeAnythingIsAsked() {
    for (String wrong : List.of("b", "a:9092,b", "b:", "b:0", "b:65536", "b:x")) {
      assertThat(CamusConfig.check(with("kafka.brokers", wrong)))
          .singleElement()
          .satisfies(it -> assertThat(it).contains("kafka.brokers", "host:port"));
    }
    assertThat(CamusConfig.check(with("kafka.brokers", "a:9092, [::1]:9093 ,PLAINTEXT://c:1")))
        .isEmpty();
  }

  @Test
  void limitsTakeFractionsAndMinusOneIsNone() {
    CamusConfig config =
        config(
            "kafka.max.pull.hrs", "1.5",
            "kafka.max.historical.days", "0.5",
            "kafka.max.pull.minutes.per.task", "-1");

    assertThat(config.value(PullSettings.MAX_PULL_SPAN)).contains(Duration.ofMinutes(90));
    assertThat(config.value(PullSettings.MAX_HISTORICAL)).contains(Duration.ofHours(12));
    assertThat(config.value(PullSettings.MAX_PULL_TIME)).isEmpty();
    assertThat(problems("kafka.max.pull.hrs", "0")).hasSize(1);
    assertThat(problems("kafka.max.pull.hrs", "-2")).hasSize(1);
    assertThat(problems("kafka.max.pull.hrs", "NaN")).hasSize(1);
  }

  @Test
  void startPositionsAreWordsOrTimes() {
    assertThat(config("camus.kafka.start.position", "Latest").value(PullSettings.START))
        .isEqualTo(new StartPosition.Latest());
    assertThat(
            config("camus.kafka.start.position", "2026-11-22T14:00:00Z").value(PullSettings.START))
        .isEqualTo(new StartPosition.AtTime(Instant.parse("2026-11-22T14:00:00Z")));
    assertThat(config("camus.kafka.start.position", "1000").value(PullSettings.START))
        .isEqualTo(new StartPosition.AtTime(Instant.ofEpochSecond(1)));
    assertThat(problems("camus.kafka.start.position", "yesterday")).hasSize(1);
  }

  @Test
  void moveToEarliestAlsoMeansNotToFail() {
    assertThat(config("kafka.move.to.earliest.offset", "true").failOnOffsetOutOfRange()).isFalse();
    assertThat(config("etl.fail.on.offset.outofrange", "false").failOnOffsetOutOfRange()).isFalse();
  }

  @Test
  void topicListsTakeNamesOrAll() {
    assertThat(config("kafka.move.to.last.offset.list", "a, b").value(PullSettings.MOVE_TO_LATEST))
        .accepts("a", "b")
        .rejects("c");
    assertThat(
            config("etl.audit.ignore.service.topic.list", "all")
                .value(AuditSettings.IGNORE_SERVICE))
        .accepts("c");
  }

  @Test
  void topicFilterTrimsMatchesWholeNamesAndLetsTheBlackListWin() {
    TopicFilter filter =
        config("kafka.whitelist.topics", " clicks.* , orders", "kafka.blacklist.topics", ".*test")
            .topicFilter();

    assertThat(List.of("clicks", "clicks.web", "orders"))
        .allSatisfy(topic -> assertThat(filter.whyOut(topic)).isEmpty());
    assertThat(filter.whyOut("orders2")).isPresent();
    assertThat(filter.whyOut("clicks.test")).contains("kafka.blacklist.topics has .*test");
    assertThat(filter.whyOut("x")).contains("no pattern of kafka.whitelist.topics matches");
    assertThat(problems("kafka.whitelist.topics", "(a")).singleElement().asString().contains("(a");
  }

  @Test
  void outputIsReadFromItsKeys() {
    CamusConfig config =
        config(
            "etl.default.timezone", "America/Los_Angeles",
            "etl.output.record.delimiter", "\\t\\n",
            "etl.partitioner.class", "hive-daily",
            "etl.basedir.quota.overide", "1000000000000");

    assertThat(config.value(OutputSettings.ZONE)).isEqualTo(ZoneId.of("America/Los_Angeles"));
    assertThat(config.value(OutputSettings.DELIMITER)).isEqualTo("\t\n");
    assertThat(config.topic("t").partitioner().name()).isEqualTo("hive-daily");
    assertThat(config.optional(HistorySettings.QUOTA)).contains(1_000_000_000_000L);
    assertThat(config("etl.default.timezone", "Z").value(OutputSettings.ZONE))
        .isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void aDelimiterThatIsALineBreakAlreadyStays() {
    assertThat(config("etl.output.record.delimiter", "\n").value(OutputSettings.DELIMITER))
        .isEqualTo("\n");
  }

  @Test
  void valuesOutOfTheirRangeAreProblems() {
    assertThat(problems("etl.deflate.level", "10")).hasSize(1);
    assertThat(problems("etl.max.percent.skipped.other", "101")).hasSize(1);
    assertThat(problems("mapred.map.tasks", "0")).hasSize(1);
    assertThat(problems("mapred.map.tasks", "many")).hasSize(1);
    assertThat(problems("etl.keep.count.files", "maybe", "etl.counts.path", "/c")).hasSize(1);
    assertThat(problems("etl.destination.path", "relative/path")).hasSize(1);
    assertThat(problems("etl.default.timezone", "Mars")).hasSize(1);
    assertThat(problems("etl.destination.path.topic.sub.dirformat", "hourly{")).hasSize(1);
    assertThat(problems("camus.message.timestamp.format", "whenever")).hasSize(1);
    assertThat(problems("camus.message.timestamp.format", "yyyy-MM-dd'T'HH:mm:ss[.SSS]"))
        .singleElement()
        .asString()
        .contains("[] does not make a part optional");
    assertThat(problems("etl.destination.path.topic.sub.dirformat", "MM/dd")).hasSize(1);
    assertThat(problems("etl.destination.path.topic.sub.dirformat", "GGG/CC/yyyy/aaa")).hasSize(1);
    assertThat(problems("etl.destination.path.topic.sub.dirformat", "GGG/CC/yyyy/")).isEmpty();
    assertThat(problems("etl.output.file.time.partition.mins", "7"))
        .singleElement()
        .asString()
        .contains("7 minutes");
  }

  @Test
  void theLocaleOfDirectoriesIsAKeyAndNoTopic() {
    String format = "etl.destination.path.topic.sub.dirformat";
    CamusConfig config =
        config(format, "yyyy/MMM", format + ".locale", "nl_NL", format + ".locale.de", "de");

    assertThat(config.topic("t").value(OutputSettings.DIRECTORY_LOCALE))
        .isEqualTo(Locale.forLanguageTag("nl-NL"));
    assertThat(config.topic("de").value(OutputSettings.DIRECTORY_LOCALE)).isEqualTo(Locale.GERMAN);
    assertThat(config.namedTopics()).containsOnlyKeys("de");
    assertThat(problems(format, "yyyy/MMM", format + ".locale", "xx_YY")).hasSize(1);
    assertThat(problems(format, "yyyy/MMM", format + ".locale", "YYYY/MM")).hasSize(1);
    assertThat(problems(format + ".locale", "de"))
        .singleElement()
        .asString()
        .contains("applies only to a date pattern");
  }

  @Test
  void rulesBetweenKeysAreJudgedBesideWrongValues() {
    assertThat(
            problems(
                "etl.run.tracking.post", "true",
                "etl.keep.count.files", "perhaps",
                "kafka.max.pull.hrs", "x"))
        .hasSize(3);
    assertThat(problems("etl.run.tracking.post", "true", "kafka.max.pull.hrs", "x"))
        .anyMatch(problem -> problem.contains("requires kafka.monitor.tier"));
  }

  @Test
  void aRunThatIsAliveShowsItBeforeItCountsAsDead() {
    assertThat(problems("camus.commit.interval.ms", "300000")).isEmpty();
    assertThat(problems("camus.commit.interval.ms", "300001"))
        .singleElement()
        .asString()
        .startsWith("camus.liveness.timeout.ms = 600000 is less than twice");
  }

  @Test
  void postingNeedsATierAndKeepingAPath() {
    assertThat(problems("etl.run.tracking.post", "true"))
        .singleElement()
        .asString()
        .contains("kafka.monitor.tier");
    assertThat(problems("etl.keep.count.files", "true"))
        .singleElement()
        .asString()
        .contains("etl.counts.path");
  }

  @Test
  void aRunThatDoesNotPublishIsRefused() {
    assertThat(problems("etl.run.move.data", "false"))
        .singleElement()
        .asString()
        .contains("camus plan");
    assertThat(problems("etl.run.move.data", "true")).isEmpty();
  }

  @Test
  void theDestinationIsADirectoryOfItsOwn() {
    assertThat(problems("etl.destination.path", "/camus/history")).hasSize(1);
  }

  @Test
  void theMapMakesTheSameConfigurationElsewhere() {
    CamusConfig config =
        config(
            "hadoop-conf.kafka.max.pull.minutes.per.partition", "10",
            "etl.output.codec.a.b", "snappy",
            "kafka.sasl.jaas.config", "x",
            "dfs.replication", "2",
            "user.to.proxy", "me");

    assertThat(config.toMap())
        .containsEntry("kafka.max.pull.minutes.per.task", "10")
        .containsEntry("etl.output.codec.a.b", "snappy")
        .containsEntry("dfs.replication", "2")
        .doesNotContainKey("user.to.proxy");
    assertThat(CamusConfig.parse(config.toMap())).isEqualTo(config).hasSameHashCodeAs(config);
  }

  @Test
  void secretsAreSplitOffAndNeverShown() {
    CamusConfig config =
        config(
            "kafka.sasl.jaas.config", "user=hush-1",
            "kafka.ssl.keystore.password", "hush-2",
            "kafka.ssl.keystore.key", "hush-3",
            "fs.s3a.secret.key", "hush-4");

    assertThat(config.secretNames())
        .containsExactlyInAnyOrder(
            "kafka.sasl.jaas.config",
            "kafka.ssl.keystore.password",
            "kafka.ssl.keystore.key",
            "fs.s3a.secret.key");
    assertThat(config.toString()).doesNotContain("hush").contains("kafka.brokers");
    Map<String, String> joined = new HashMap<>(config.withoutSecrets());
    joined.putAll(config.secrets());
    assertThat(joined).isEqualTo(config.toMap());
  }

  @Test
  void aMarkerHasAHiddenNameThatIsNotAnotherDirectory() {
    for (String name : List.of("_COMPLETE", "._", "..done", "_" + "x".repeat(60))) {
      assertThat(problems("camus.complete.marker", name)).as(name).isEmpty();
    }
    for (String name : List.of("..", "...", "_", "DONE", "_a/b", "_" + "x".repeat(61))) {
      assertThat(problems("camus.complete.marker", name))
          .as(name)
          .singleElement()
          .asString()
          .contains("must begin with _ or .");
    }
  }
}
