package io.camus.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.CamusConfig;
import io.camus.config.Providers;
import io.camus.decode.BytesDecoder;
import io.camus.decode.FieldPath;
import io.camus.inspect.SampleFinding.Weight;
import io.camus.spi.Decoder;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SampleCheckTest {
  private final MapRegistry registry = new MapRegistry();
  private final SampleOf sample = new SampleOf("t");

  /** What a sample tells of settings, each for the topic. */
  private List<SampleFinding> findings(
      Map<String, String> ofTopic, Function<SampleDecoders, Decoder> decoder) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.brokers", "b:9092");
    settings.put("etl.schema.registry.url", "http://registry:1");
    settings.put("etl.destination.path", "/d");
    settings.put("etl.execution.base.path", "/b");
    settings.put("etl.execution.history.path", "/h");
    ofTopic.forEach((key, value) -> settings.put(key + ".t", value));
    Optional<AskedRegistry> asked = Optional.of(new AskedRegistry(registry));
    return new SampleCheck(
            new TopicInspection(asked, ZoneOffset.UTC, Providers.INSTALLED).report(sample.sample()),
            CamusConfig.parse(settings).topic("t"),
            decoder.apply(new SampleDecoders(asked, ZoneOffset.UTC)),
            ZoneOffset.UTC)
        .findings();
  }

  private List<SampleFinding> json(String field, String format) {
    return findings(
        Map.of(
            "camus.message.decoder.class",
            "json",
            "camus.message.timestamp.field",
            field,
            "camus.message.timestamp.format",
            format),
        decoders -> decoders.of(ContentKind.JSON, FieldPath.parse(field), format));
  }

  private void sendJson(int records) {
    for (int n = 0; n < records; n++) {
      sample.text(
          String.format(
              Locale.ROOT,
              "{\"at\":\"%s\",\"sec\":%d}",
              SampleOf.time(n),
              SampleOf.time(n).getEpochSecond()));
    }
  }

  private static void assertWrong(List<SampleFinding> findings, String... words) {
    assertThat(findings)
        .singleElement()
        .satisfies(it -> assertThat(it.weight()).isEqualTo(Weight.WRONG))
        .satisfies(it -> assertThat(it.sentence()).startsWith("t: ").contains(words));
  }

  @Test
  void settingsThatFitGiveNoFinding() {
    sendJson(10);
    assertThat(json("at", "ISO-8601")).isEmpty();
    assertThat(json("sec", "unix_seconds")).isEmpty();
  }

  @Test
  void aWrongDecoderIsNamedWithTheRightOne() {
    sendJson(10);
    assertWrong(
        findings(Map.of(), decoders -> decoders.avro().orElseThrow()),
        "10 of 10 sampled values cannot be decoded as avro; the sample has JSON objects",
        "Set camus.message.decoder.class.t=json");
  }

  @Test
  void aWrongFormatIsNamedWithTheRightOne() {
    sendJson(10);
    assertWrong(
        json("at", "unix_milliseconds"),
        "10 of 10 sampled records have an event time that unix_milliseconds cannot read",
        "t-0@0: at = \"2026-11-22T14:00:00Z\"",
        "Set camus.message.timestamp.format.t=ISO-8601");
  }

  @Test
  void aWrongUnitIsFoundByKafkasTime() {
    sendJson(10);
    assertWrong(
        json("sec", "unix_milliseconds"),
        "the event time in sec is years away from Kafka's time",
        "1970-01",
        "Set camus.message.timestamp.format.t=unix_seconds");
  }

  @Test
  void aFieldThatNoRecordHasIsNamedWithTheRightOne() {
    sendJson(10);
    assertWrong(
        json("tine", "unix_milliseconds"),
        "no sampled record has the field tine",
        "camus.message.timestamp.field.t=at");
  }

  @Test
  void aFewBadRecordsAreOnlyWorthKnowing() {
    sendJson(99);
    sample.text("garbage");
    assertThat(json("at", "ISO-8601"))
        .singleElement()
        .satisfies(it -> assertThat(it.weight()).isEqualTo(Weight.NOTE))
        .satisfies(it -> assertThat(it.sentence()).contains("1 of 100", "dead letters"));
  }

  @Test
  void avroWithoutARegistryAsksForOne() {
    registry.down = true;
    sample.value(new byte[] {0, 0, 0, 0, 5, 1, 2, 3});
    assertWrong(
        json("at", "ISO-8601"),
        "Set etl.schema.registry.url to the producers' registry",
        "camus.message.decoder.class.t=avro");
  }

  @Test
  void withoutTheRegistryItIsNotKnown() {
    registry.down = true;
    sample.value(new byte[] {0, 0, 0, 0, 5, 1, 2, 3});
    assertThat(findings(Map.of(), decoders -> decoders.avro().orElseThrow()))
        .singleElement()
        .satisfies(it -> assertThat(it.weight()).isEqualTo(Weight.UNKNOWN))
        .satisfies(it -> assertThat(it.sentence()).contains("the registry is down"));
  }

  @Test
  void bytesTakeWhateverThereIs() {
    sample.value(new byte[] {1, 2, 3}).text("{}").tombstone();
    assertThat(
            findings(
                Map.of("camus.message.decoder.class", "bytes"), decoders -> new BytesDecoder()))
        .isEmpty();
  }

  @Test
  void tombstonesAreNoFault() {
    sendJson(10);
    sample.tombstone().tombstone();
    assertThat(json("at", "ISO-8601")).isEmpty();
  }
}
