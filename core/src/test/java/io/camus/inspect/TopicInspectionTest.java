package io.camus.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.camus.config.CamusConfig;
import io.camus.config.Providers;
import io.camus.inspect.Proposal.Setting;
import io.camus.inspect.TimeField.Doubt;
import io.camus.spi.SchemaId;
import io.camus.time.TimestampFormats;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TopicInspectionTest {
  private static final String DECODER = "camus.message.decoder.class.t";
  private static final String FIELD = "camus.message.timestamp.field.t";
  private static final String FORMAT = "camus.message.timestamp.format.t";
  private static final Schema CLICK =
      SampleOf.schema(
          "{\"name\":\"page\",\"type\":\"string\"},"
              + "{\"name\":\"header\",\"type\":{\"type\":\"record\",\"name\":\"Header\",\"fields\":["
              + "{\"name\":\"time\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}}]}}");

  private final MapRegistry registry = new MapRegistry();
  private final SampleOf sample = new SampleOf("t");

  private TopicReport report() {
    return new TopicInspection(
            Optional.of(new AskedRegistry(registry)), ZoneOffset.UTC, Providers.INSTALLED)
        .report(sample.sample());
  }

  private TopicReport reportWithoutRegistry() {
    return new TopicInspection(Optional.empty(), ZoneOffset.UTC, Providers.INSTALLED)
        .report(sample.sample());
  }

  /** The proposed settings, which a configuration takes. */
  private static Map<String, String> settings(TopicReport report) {
    Map<String, String> settings =
        report.proposal().settings().stream()
            .collect(Collectors.toMap(Setting::key, Setting::value));
    Map<String, String> all = new HashMap<>(settings);
    all.put("kafka.brokers", "b:9092");
    all.put("etl.schema.registry.url", "http://registry:1");
    all.put("etl.destination.path", "/d");
    all.put("etl.execution.base.path", "/b");
    all.put("etl.execution.history.path", "/h");
    assertThat(CamusConfig.check(all)).isEmpty();
    return settings;
  }

  private static GenericRecord click(int n) {
    GenericRecord header = new GenericData.Record(CLICK.getField("header").schema());
    header.put("time", SampleOf.time(n).toEpochMilli() * 1000);
    GenericRecord click = new GenericData.Record(CLICK);
    click.put("page", "/page/" + n);
    click.put("header", header);
    return click;
  }

  private static Map<String, ByteBuffer> header(String name, byte[] value) {
    return Map.of(name, ByteBuffer.wrap(value));
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  @Test
  void jsonWithAMisleadingTimeFieldTakesTheOther() {
    for (int n = 0; n < 20; n++) {
      sample.text(
          String.format(
              Locale.ROOT,
              "{\"timestamp\":%d,\"created_at\":\"%s\",\"birth_date\":\"1984-02-0%d\",\"id\":%d}",
              1_000_000_000_000L,
              SampleOf.time(n),
              1 + n % 9,
              1_700_000_000 + n));
    }
    TopicReport report = report();

    assertThat(settings(report))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(DECODER, "json", FIELD, "created_at", FORMAT, "ISO-8601"));
    assertThat(report.times())
        .extracting(TimeField::path, TimeField::doubt)
        .contains(
            tuple("created_at", Doubt.NONE),
            tuple("timestamp", Doubt.FAR),
            tuple("birth_date", Doubt.FAR));
  }

  @Test
  void ifEveryTimeMisleadsKafkasOwnIsTaken() {
    for (int n = 0; n < 20; n++) {
      sample.text("{\"timestamp\":1000000000000,\"n\":" + n + "}");
    }
    TopicReport report = report();

    assertThat(settings(report)).containsEntry(FIELD, "").doesNotContainKey(FORMAT);
    assertThat(report.proposal().settings().get(1).reason())
        .contains("timestamp is years away from Kafka's time", "Kafka's timestamp");
  }

  @Test
  void aTimeInTheFutureOrWithoutAnyChangeMisleads() {
    for (int n = 0; n < 20; n++) {
      sample.text(
          String.format(
              Locale.ROOT,
              "{\"expires\":\"%s\",\"started_time\":\"%s\",\"seen\":{\"ts\":%d}}",
              SampleOf.time(n + 7 * 3600),
              SampleOf.START.minusSeconds(61),
              SampleOf.time(n).getEpochSecond()));
    }
    TopicReport report = report();

    assertThat(report.times())
        .extracting(TimeField::path, TimeField::format, TimeField::doubt)
        .containsExactly(
            tuple("seen.ts", "unix_seconds", Doubt.NONE),
            tuple("expires", "ISO-8601", Doubt.FUTURE),
            tuple("started_time", "ISO-8601", Doubt.CONSTANT));
    assertThat(settings(report)).containsEntry(FIELD, "seen.ts");
  }

  @ParameterizedTest
  @CsvSource({
    "1, unix_seconds",
    "1000, unix_milliseconds",
    "1000000, unix_microseconds",
    "1000000000, unix_nanoseconds"
  })
  void theUnitOfNumbersIsFoundByTheirSize(long unitsASecond, String format) {
    for (int n = 0; n < 10; n++) {
      sample.text("{\"at\":" + SampleOf.time(n).getEpochSecond() * unitsASecond + "}");
    }
    assertThat(settings(report())).containsEntry(FIELD, "at").containsEntry(FORMAT, format);
  }

  static List<String> patterns() {
    return TimeFields.PATTERNS;
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void everyPatternIsOneThatARunReads(String pattern) {
    assertThat(TimestampFormats.parse(pattern, ZoneOffset.UTC)).isNotNull();
  }

  @Test
  void aSpellingOfItsOwnIsFoundByAPattern() {
    for (int n = 0; n < 10; n++) {
      sample.text("{\"time\":\"22/Nov/2026:14:00:0" + n + " +0000\"}");
    }
    TopicReport report = report();

    assertThat(settings(report)).containsEntry(FIELD, "time");
    assertThat(report.times().get(0).first()).isEqualTo(SampleOf.START);
  }

  @Test
  void avroSaysItsUnitByItself() {
    registry.schemas.put(17, CLICK);
    for (int n = 0; n < 10; n++) {
      sample.value(SampleOf.avro(4, 17, click(n)));
    }
    TopicReport report = report();

    assertThat(settings(report)).isEqualTo(Map.of(DECODER, "avro", FIELD, "header.time"));
    assertThat(report.times().get(0).unit()).isEqualTo("timestamp-micros");
    assertThat(report.times().get(0).first()).isEqualTo(SampleOf.START);
    assertThat(report.schemas()).containsExactly(new SchemaMark("17", "value", true, "test.Click"));
  }

  @Test
  void aFewRecordsOfOthersGetABudget() {
    registry.schemas.put(17, CLICK);
    for (int n = 0; n < 199; n++) {
      sample.value(SampleOf.avro(4, 17, click(n)));
    }
    sample.text("garbage");
    TopicReport report = report();

    assertThat(settings(report))
        .containsEntry(DECODER, "avro")
        .containsEntry("etl.max.percent.skipped.other.t", "1");
    assertThat(report.proposal().reason()).contains("199 of 200 values");
  }

  @Test
  void aSchemaThatTheRegistryDoesNotHaveIsToldAndNothingIsLost() {
    for (int n = 0; n < 10; n++) {
      sample.value(SampleOf.avro(4, 99, click(n)));
    }
    TopicReport report = report();

    assertThat(settings(report)).isEqualTo(Map.of(DECODER, "bytes"));
    assertThat(report.values()).containsOnlyKeys(ContentKind.AVRO_WITHOUT_SCHEMA);
    assertThat(report.proposal().reason()).contains("no schema for schema id 99");
    assertThat(report.schemas()).allSatisfy(mark -> assertThat(mark.known()).isFalse());
  }

  @Test
  void withoutARegistryTheWireFormatIsAGuessThatIsSaid() {
    sample.value(SampleOf.avro(4, 17, click(0)));
    TopicReport report = reportWithoutRegistry();

    assertThat(report.values()).containsOnlyKeys(ContentKind.REGISTRY_NOT_ASKED);
    assertThat(report.proposal().reason())
        .contains("look like", "schema id 17", "no registry is set", "etl.schema.registry.url");
  }

  @Test
  void aRegistryThatIsDownIsAskedOnce() {
    registry.down = true;
    for (int n = 0; n < 10; n++) {
      sample.value(SampleOf.avro(4, 17, click(n)));
    }
    AskedRegistry asked = new AskedRegistry(registry);
    TopicReport report =
        new TopicInspection(Optional.of(asked), ZoneOffset.UTC, Providers.INSTALLED)
            .report(sample.sample());

    assertThat(report.values()).containsOnlyKeys(ContentKind.REGISTRY_NOT_ASKED);
    assertThat(asked.failure()).contains("the registry is down.");
    assertThat(registry.questions).isEqualTo(1);
  }

  @Test
  void aRegistryThatIsDownIsNotAskedForTheKindOfASchemaEither() {
    registry.down = true;
    AskedRegistry asked = new AskedRegistry(registry);
    asked.foreignType("clicks", 17);

    assertThat(asked.foreignType("clicks", 18)).isEmpty();
    assertThat(registry.questions).isEqualTo(1);
    assertThat(asked.failure()).contains("the registry is down.");
  }

  @ParameterizedTest
  @CsvSource({
    "__value_schema_id, 00 00 00 00 11, 17",
    "apicurio.value.globalId, 00 00 00 00 00 00 00 11, 17",
    "apicurio.value.contentId, 00 00 00 00 00 00 00 11, 17",
    "__value_schema_id, 01 00 00 00 00 00 00 00 11 00 00 00 00 00 00 00 12,"
        + " 00000000-0000-0011-0000-000000000012"
  })
  void aSchemaIdInAHeaderThatTheRegistryDoesNotKnowKeepsTheTopicAsBytes(
      String name, String hex, String id) {
    byte[] value = HexFormat.ofDelimiter(" ").parseHex(hex);
    for (int n = 0; n < 10; n++) {
      sample.value(SampleOf.avro(0, 0, click(n)), header(name, value));
    }
    TopicReport report = report();

    assertThat(report.values()).containsOnlyKeys(ContentKind.AVRO_HEADER_ID);
    assertThat(report.schemas())
        .containsExactly(new SchemaMark(id, "header " + name, false, "not looked up"));
    assertThat(settings(report)).isEqualTo(Map.of(DECODER, "bytes"));
    assertThat(report.proposal().reason())
        .contains("header " + name, "camus.message.schema.id.t=header");
  }

  @Test
  void avroWithItsSchemaIdInAHeaderIsProposedWithItsTimeField() {
    registry.schemas.put(17, CLICK);
    byte[] value = HexFormat.ofDelimiter(" ").parseHex("00 00 00 00 11");
    for (int n = 0; n < 10; n++) {
      sample.value(SampleOf.avro(0, 0, click(n)), header("__value_schema_id", value));
    }
    TopicReport report = report();

    assertThat(report.values()).containsOnlyKeys(ContentKind.AVRO);
    assertThat(report.schemas())
        .containsExactly(
            new SchemaMark("17", "header __value_schema_id", true, CLICK.getFullName()));
    assertThat(settings(report))
        .containsEntry(DECODER, "avro")
        .containsEntry("camus.message.schema.id.t", "header")
        .containsKey("camus.message.timestamp.field.t");
    assertThat(report.times()).isNotEmpty();
  }

  @Test
  void jsonWithASchemaIdInAHeaderIsJson() {
    sample
        .text("{\"n\":1}")
        .value("{\"n\":2}".getBytes(UTF_8), header("apicurio.value.globalId", number(17)));

    assertThat(report().proposal().decoder()).contains(ProposedDecoder.JSON);
  }

  @Test
  void avroBehindAnEightByteIdIsKnownByItsSchema() {
    registry.others.put(new SchemaId(SchemaId.Kind.CONTENT_ID, "17"), CLICK);
    for (int n = 0; n < 10; n++) {
      sample.value(SampleOf.avro(8, 17, click(n)));
    }
    TopicReport report = report();

    assertThat(report.values()).containsOnlyKeys(ContentKind.AVRO);
    assertThat(settings(report))
        .containsEntry(DECODER, "avro")
        .containsEntry("camus.message.schema.id.t", "apicurio-content-id");
  }

  @Test
  void anEightByteIdThatNoSchemaConfirmsIsSaidToBeAGuess() {
    sample.value(SampleOf.avro(8, 17, click(0)));
    TopicReport report = report();

    assertThat(report.values()).containsOnlyKeys(ContentKind.AVRO_LONG_ID);
    assertThat(report.schemas())
        .containsExactly(
            new SchemaMark("17", "value", false, "by the first bytes; no schema confirms it"));
  }

  @Test
  void protobufIsWhatTheRegistryCallsSo() {
    registry.foreign.put(5, "PROTOBUF");
    registry.foreign.put(6, "JSON");
    sample.value(new byte[] {0, 0, 0, 0, 5, 0, 8, 1});
    assertThat(report().values()).containsOnlyKeys(ContentKind.PROTOBUF);

    SampleOf json = new SampleOf("t").value("\0\0\0\0\6{}".getBytes(UTF_8));
    TopicReport report =
        new TopicInspection(
                Optional.of(new AskedRegistry(registry)), ZoneOffset.UTC, Providers.INSTALLED)
            .report(json.sample());
    assertThat(report.values()).containsOnlyKeys(ContentKind.JSON_SCHEMA);
    assertThat(report.proposal().decoder()).contains(ProposedDecoder.BYTES);
  }

  @Test
  void textWithStackTracesIsText() {
    sample
        .text("2026-11-22 14:00:00 INFO started")
        .text("java.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)\n")
        .text("{not json at all");
    TopicReport report = report();

    assertThat(settings(report)).isEqualTo(Map.of(DECODER, "text"));
    assertThat(report.withLineBreaks()).isEqualTo(1);
    assertThat(report.proposal().reason()).contains("1 of 3 have line breaks");
    assertThat(report.remarks()).singleElement().asString().contains("t-0@2 begins like JSON");
  }

  @Test
  void textAndJsonTogetherAreText() {
    sample.text("{\"n\":1}").text("{\"n\":2}").text("restarted");

    assertThat(settings(report())).isEqualTo(Map.of(DECODER, "text"));
  }

  @Test
  void aMixtureIsKeptAsBytes() {
    registry.schemas.put(17, CLICK);
    for (int n = 0; n < 10; n++) {
      sample.value(SampleOf.avro(4, 17, click(n))).text("{\"n\":1}");
    }
    TopicReport report = report();

    assertThat(settings(report)).isEqualTo(Map.of(DECODER, "bytes"));
    assertThat(report.proposal().reason()).contains("several kinds", "10 JSON objects");
  }

  @Test
  void numbersAndCompressedValuesAreOtherBytes() {
    sample.value(number(5)).value(new byte[] {0x1f, (byte) 0x8b, 8, 0}).value(number(-1));
    TopicReport report = report();

    assertThat(report.values()).containsOnlyKeys(ContentKind.BYTES);
    assertThat(report.remarks()).anyMatch(remark -> remark.contains("gzip"));
    assertThat(settings(report)).isEqualTo(Map.of(DECODER, "bytes"));
  }

  @Test
  void deletesOfACompactedTopicAreKeptWithTheirKeys() {
    sample.compacted();
    for (int n = 0; n < 10; n++) {
      sample.text("{\"op\":\"u\",\"ts_ms\":" + SampleOf.time(2 * n).toEpochMilli() + "}");
      sample.tombstone();
    }
    TopicReport report = report();

    assertThat(report.tombstones()).isEqualTo(10);
    assertThat(settings(report))
        .containsEntry(DECODER, "json")
        .containsEntry(FIELD, "ts_ms")
        .containsEntry(FORMAT, "unix_milliseconds")
        .containsEntry("camus.message.null.value.t", "dead-letter");
    assertThat(report.proposal().settings().get(3).reason())
        .contains("10 of 20 records are tombstones (the topic is compacted)");
  }

  @Test
  void aTopicWithoutRecordsIsLeftOut() {
    TopicReport report = report();

    assertThat(report.proposal().isTaken()).isFalse();
    assertThat(report.proposal().reason()).contains("no records", "inspect it again");
  }

  @Test
  void topicsOfToolsAreLeftOut() {
    TopicReport report =
        new TopicInspection(Optional.empty(), ZoneOffset.UTC, Providers.INSTALLED)
            .report(new SampleOf("_schemas").text("{}").sample());

    assertThat(report.proposal().isTaken()).isFalse();
  }

  @Test
  void keysHeadersSizesAndRateAreTold() {
    for (int n = 0; n < 11; n++) {
      sample.value(new byte[n + 1], header("trace", new byte[] {1}));
    }
    TopicReport report = report();

    assertThat(report.keys()).isEqualTo(Map.of(ContentKind.TEXT, 11L));
    assertThat(report.headers()).isEqualTo(Map.of("trace", 11L));
    assertThat(report.sizes()).contains(new TopicReport.Sizes(1, 6, 11));
    assertThat(report.perSecond()).hasValue(1.1);
  }
}
