package io.camus.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.CamusConfig;
import io.camus.model.ConfigurationException;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.LocalStore;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TopicPullsTest {
  private static final Headers NONE = new RecordHeaders();

  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "kafka.brokers", "localhost:9092",
              "etl.destination.path", "/data",
              "etl.execution.base.path", "/camus/exec",
              "etl.execution.history.path", "/camus/history"));

  private static Store local(StorePath path) {
    return new LocalStore();
  }

  private List<String> problems() {
    CamusConfig config = CamusConfig.parse(settings);
    return new TopicPulls(config, Optional.empty(), TopicPullsTest::local, path -> Optional.empty())
        .problems(config.namedTopics().keySet());
  }

  @Test
  void aDirectoryThatNoFileCanBeInRefusesTheTopicOrTheRun() {
    Map<String, String> settings =
        new TreeMap<>(
            Map.of(
                "kafka.brokers", "broker:9092",
                "etl.destination.path", "/data",
                "etl.execution.base.path", "/exec",
                "etl.execution.history.path", "/history",
                "camus.message.decoder.class", "text",
                "etl.destination.path.topic.sub.dirformat.odd", "'x'yyyy"));
    TopicPulls pulls =
        new TopicPulls(
            CamusConfig.parse(settings),
            Optional.empty(),
            TopicPullsTest::local,
            path ->
                path.value().contains("/x") ? Optional.of(path + " is refused") : Optional.empty());

    assertThat(pulls.refusal("odd")).contains("/data/odd/x2026 is refused");
    assertThat(pulls.refusal("other")).isEmpty();
    pulls.requireDirectory();

    settings.put("etl.destination.path.topic.sub.dir", "x");
    TopicPulls none =
        new TopicPulls(
            CamusConfig.parse(settings),
            Optional.empty(),
            TopicPullsTest::local,
            path -> Optional.of(path + " no"));
    assertThatThrownBy(none::requireDirectory)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("/data/x/2026/11/22/14");
  }

  @Test
  void tiersThatCannotBalanceAreRefusedByName() {
    settings.put("camus.message.decoder.class", "json");
    settings.put("camus.complete", "true");
    settings.put("camus.complete.tiers.logs", "producer");
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("logs: camus.complete.tiers needs the counts");

    settings.put("etl.run.tracking.post", "true");
    settings.put("kafka.monitor.tier", "camus");
    assertThat(problems()).isEmpty();

    settings.put("kafka.monitor.time.granularity", "7");
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("kafka.monitor.time.granularity = 7 minutes");

    settings.put("kafka.monitor.time.granularity", "60");
    assertThat(problems()).isEmpty();
    settings.put("etl.default.timezone", "Asia/Kolkata");
    assertThat(problems()).singleElement().asString().contains("60 minutes");

    settings.put("kafka.monitor.time.granularity", "30");
    assertThat(problems()).isEmpty();
    settings.put("camus.complete.tiers.logs", "producer, camus");
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("names the tier of kafka.monitor.tier");
    settings.put("camus.complete.tiers.logs", "");
    assertThat(problems()).isEmpty();
  }

  @Test
  void settingsThatEveryTopicCanUseAreNoProblem() {
    settings.put("camus.message.decoder.class.logs", "json");
    assertThat(problems()).isEmpty();
  }

  @Test
  void aPatternThatCannotNameDirectoriesInItsLocaleIsToldOnceForAll() {
    settings.put("camus.message.decoder.class.logs", "json");
    settings.put("etl.destination.path.topic.sub.dirformat", "'a:b'/yyyy");
    assertThat(CamusConfig.check(settings)).singleElement().asString().contains("does not allow");
    settings.remove("etl.destination.path.topic.sub.dirformat");
    settings.put("etl.destination.path.topic.sub.dir", "a:b");
    assertThat(problems()).singleElement().asString().contains("a:b").doesNotContain("logs");
  }

  @Test
  void aPatternOfOneTopicIsToldWithItsName() {
    settings.put("camus.message.decoder.class.logs", "json");
    settings.put("etl.destination.path.topic.sub.dirformat.logs", "MM/dd");
    assertThat(problems()).singleElement().asString().startsWith("logs: ").contains("MM/dd");
  }

  @Test
  void aTimestampFormatOfOneTopicIsToldWithItsName() {
    settings.put("camus.message.decoder.class.logs", "json");
    settings.put("camus.message.timestamp.format.logs", "yyyy-MM-dd'T'HH:mm:ss[.SSS]");
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("logs: camus.message.timestamp.format.logs = ")
        .contains("[] does not make a part optional");
  }

  @Test
  void aRequiredTimeNeedsAFieldThatCanHoldIt() {
    settings.put("camus.message.decoder.class", "text");
    settings.put("camus.message.timestamp.required", "true");
    settings.put("camus.message.null.value.logs", "skip");
    assertThat(problems()).isEmpty();
    settings.put("camus.message.timestamp.required.logs", "true");
    assertThat(problems()).singleElement().asString().contains("text records have no fields");
    settings.put("camus.message.decoder.class.logs", "json");
    assertThat(problems()).isEmpty();
    settings.put("camus.message.timestamp.field", "");
    assertThat(problems()).singleElement().asString().contains("requires a field");
  }

  private String directory(String instant) {
    settings.put("camus.message.decoder.class", "json");
    return new TopicPulls(
            CamusConfig.parse(settings),
            Optional.empty(),
            TopicPullsTest::local,
            path -> Optional.empty())
        .apply("t")
        .destination()
        .partitioner()
        .bucket(Instant.parse(instant).toEpochMilli())
        .directory();
  }

  @Test
  void partitionersOfTheOriginalNameDirectoriesAsItDid() {
    String key = "etl.partitioner.class";
    String prefix = "com.linkedin.camus.etl.kafka.partitioner.";
    String time = "2014-02-01T03:17:00Z";
    settings.put("etl.output.file.time.partition.mins", "10");
    settings.put(key, prefix + "DefaultPartitioner");
    assertThat(directory(time)).isEqualTo("hourly/2014/02/01/03");
    settings.put(key, "com.linkedin.camus.etl.kafka.coders.DefaultPartitioner");
    assertThat(directory(time)).isEqualTo("hourly/2014/02/01/03");
    settings.put("etl.output.file.time.partition.mins", "120");
    assertThat(directory(time)).isEqualTo("hourly/2014/02/01/02");
    settings.put(key, prefix + "HourlyPartitioner");
    assertThat(directory(time)).isEqualTo("hourly/2014/02/01/03");
    settings.put(key, prefix + "DailyPartitioner");
    assertThat(directory(time)).isEqualTo("daily/2014/02/01");
    settings.put("etl.destination.path.topic.sub.dir", "incoming");
    assertThat(directory(time)).isEqualTo("incoming/2014/02/01");
    settings.put(key, prefix + "HourlyPartitioner");
    assertThat(directory(time)).isEqualTo("incoming/2014/02/01/03");
    settings.put(key, prefix + "TimeBasedPartitioner");
    settings.put("etl.default.timezone", "Europe/Amsterdam");
    settings.put(
        "etl.destination.path.topic.sub.dirformat",
        "'bi-hourly'/'year='YYYY/'month='MMMM/'day='dd/'hour='H/");
    settings.put("etl.destination.path.topic.sub.dirformat.locale", "nl_NL");
    assertThat(directory("2014-05-01T01:17:00Z"))
        .isEqualTo("bi-hourly/year=2014/month=mei/day=01/hour=2");
  }

  private long time(String json) {
    return decoded(json).eventTimeMillis;
  }

  private Datum decoded(String json) {
    return (Datum)
        new TopicPulls(
                CamusConfig.parse(settings),
                Optional.empty(),
                TopicPullsTest::local,
                path -> Optional.empty())
            .apply("t")
            .decoder()
            .decode(
                new SourceRecord()
                    .set("t", 0, 0, 5, null, ByteBuffer.wrap(json.getBytes(UTF_8)), NONE));
  }

  @Test
  void recordsAreSearchedForTheirServerOnlyIfCountsTellItApart() {
    settings.put("camus.message.decoder.class", "json");
    String json = "{\"header\":{\"time\":7,\"server\":\"web1\",\"service\":\"shop\"}}";
    assertThat(decoded(json).origin.server()).isEqualTo("unknown_server");
    settings.put("etl.keep.count.files", "true");
    settings.put("etl.counts.path", "/counts");
    assertThat(decoded(json).origin.server()).isEqualTo("web1");
    assertThat(decoded(json).origin.service()).isEqualTo("shop");
    settings.put("etl.audit.ignore.service.topic.list", "t");
    assertThat(decoded(json).origin.server()).isEqualTo("unknown_server");
    assertThat(decoded(json).origin.service()).isEqualTo("unknown_service");
  }

  @Test
  void theOriginalsJsonDecoderTriesIsoBeforeAPattern() {
    settings.put(
        "camus.message.decoder.class",
        "com.linkedin.camus.etl.kafka.coders.JsonStringMessageDecoder");
    String iso = "{\"timestamp\":\"1994-11-05T08:15:30-05:00\"}";
    assertThat(time(iso)).isEqualTo(784_041_330_000L);
    assertThat(time("{\"timestamp\":\"[05/Nov/1994:08:15:30 -0500]\"}"))
        .isEqualTo(784_041_330_000L);
    assertThat(time("{\"header\":{\"time\":7},\"timestamp\":9}")).isEqualTo(9);
    settings.put("camus.message.timestamp.format", "yyyy-MM-dd HH:mm:ss Z");
    assertThat(time("{\"timestamp\":\"2014-02-01 01:15:27 UTC\"}")).isEqualTo(1_391_217_327_000L);
    assertThat(time(iso)).isEqualTo(784_041_330_000L);
    settings.put("camus.message.timestamp.format", "unix");
    assertThat(time("{\"timestamp\":1391217327}")).isEqualTo(1_391_217_327_000L);
    assertThat(time(iso)).isEqualTo(5);
    settings.put("camus.message.decoder.class", "json");
    settings.remove("camus.message.timestamp.format");
    assertThat(time(iso)).isEqualTo(5);
  }

  @Test
  void aDecoderThatIsNoneIsTold() {
    settings.put("camus.message.decoder.class.logs", "msgpack");
    assertThat(problems()).singleElement().asString().contains("msgpack", "logs");
  }

  @Test
  void avroWithoutSchemasIsTheTopicsProblem() {
    settings.put("camus.message.decoder.class.clicks", "avro");
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("clicks: ")
        .contains("etl.schema.registry.url");
  }

  private String extension(String topic) {
    return new TopicPulls(
            CamusConfig.parse(settings),
            Optional.empty(),
            TopicPullsTest::local,
            path -> Optional.empty())
        .apply(topic)
        .destination()
        .format()
        .extension();
  }

  @Test
  void linesFallBackToGzipUnlessSnappyIsTheTopicsOwn() {
    settings.put("etl.output.codec", "snappy");
    settings.put("camus.message.decoder.class", "json");
    settings.put("camus.message.decoder.class.bin", "bytes");
    assertThat(extension("t")).isEqualTo(".json.gz");
    assertThat(extension("bin")).isEqualTo(".avro");
    settings.put("etl.output.codec.own", "snappy");
    assertThat(problems()).singleElement().asString().startsWith("own: ").contains("snappy");
  }

  @Test
  void aSchemaForTheFilesMustBeThereAndNeedsRecordsWithSchemas() {
    settings.put("camus.message.decoder.class.logs", "json");
    settings.put("camus.output.schema.logs", "/no/such/file.avsc");
    assertThat(problems()).singleElement().asString().contains("cannot read /no/such/file.avsc");
    settings.put("camus.output.schema.logs", "17");
    assertThat(problems()).singleElement().asString().contains("etl.schema.registry.url");
    settings.put("camus.output.schema.logs", "latest");
    assertThat(CamusConfig.check(settings)).singleElement().asString().contains("writer, newest");
  }
}
