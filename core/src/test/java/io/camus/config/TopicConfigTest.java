package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicConfigTest {
  private static final String DECODER = "camus.message.decoder.class";

  private static CamusConfig config(String... keysAndValues) {
    return CamusConfig.parse(CamusConfigTest.with(keysAndValues));
  }

  private static List<String> problems(String... keysAndValues) {
    return CamusConfig.check(CamusConfigTest.with(keysAndValues));
  }

  @Test
  void anUnknownDecoderOfOneTopicIsThatTopicsProblem() {
    CamusConfig config = config(DECODER, "json", DECODER + ".a.b", "msgpack");

    assertThatThrownBy(() -> config.topic("a.b").decoder())
        .hasMessageStartingWith(DECODER + ".a.b = msgpack: must be one of avro, json, text, bytes");
    assertThat(config.topic("a").decoder().name()).isEqualTo("json");
  }

  @Test
  void anUnknownDecoderForAllIsAProblemOfTheConfiguration() {
    assertThat(problems(DECODER, "msgpack")).hasSize(1);
  }

  @Test
  void decodersOfTheOriginalMapOntoOurs() {
    assertThat(
            config(DECODER, "com.linkedin.camus.etl.kafka.coders.JsonStringMessageDecoder")
                .topic("t")
                .decoder()
                .name())
        .isEqualTo("json");
  }

  @Test
  void aLevelOfDeflateWithoutACodecStillMeansDeflate() {
    assertThat(config("etl.deflate.level", "9").topic("t").codec()).isEqualTo(OutputCodec.DEFLATE);
    CamusConfig chosen = config("etl.deflate.level", "9", "etl.output.codec.t", "snappy");
    assertThat(chosen.topic("t").codec()).isEqualTo(OutputCodec.SNAPPY);
    assertThat(chosen.topic("other").codec()).isEqualTo(OutputCodec.DEFLATE);
  }

  @Test
  void codecsHaveSeveralNames() {
    assertThat(config("etl.output.codec", "null").topic("t").codec()).isEqualTo(OutputCodec.NONE);
    assertThat(config("etl.output.codec", "none").topic("t").codec()).isEqualTo(OutputCodec.NONE);
    assertThat(config("etl.output.codec", "GZIP").topic("t").codec())
        .isEqualTo(OutputCodec.DEFLATE);
    assertThat(config("etl.output.codec", "zstd").topic("t").codec())
        .isEqualTo(OutputCodec.ZSTANDARD);
  }

  @Test
  void compressionCanBeSwitchedOff() {
    assertThat(
            config("mapred.output.compress", "false", "etl.output.codec.t", "snappy")
                .topic("t")
                .codec())
        .isEqualTo(OutputCodec.NONE);
  }

  @Test
  void aDatePatternMeansThePartitionerThatUsesIt() {
    String format = "etl.destination.path.topic.sub.dirformat";

    assertThat(config(format, "YYYY/MM").topic("t").partitioner().name()).isEqualTo("pattern");
    assertThat(
            config(format, "YYYY/MM", "etl.partitioner.class.t", "daily")
                .topic("t")
                .partitioner()
                .name())
        .isEqualTo("daily");
    assertThat(
            config(format + ".t", "YYYY", "etl.partitioner.class", "daily")
                .topic("t")
                .partitioner()
                .name())
        .isEqualTo("pattern");
    assertThat(problems(format, "YYYY/MM", "etl.partitioner.class", "daily"))
        .singleElement()
        .asString()
        .contains("applies only");
    assertThat(problems(format + ".t", "YYYY/MM", "etl.partitioner.class.t", "daily")).hasSize(1);
  }

  @Test
  void lineBreaksAreEscapedUnlessAllTopicsOrOneHaveAnotherPolicy() {
    String key = "camus.message.text.line.breaks";

    assertThat(config().topic("t").value(DecodingSettings.TEXT_LINE_BREAKS))
        .isEqualTo(LineBreakPolicy.ESCAPE);
    CamusConfig config = config(key, "dead-letter", key + ".t", "trim");
    assertThat(config.topic("t").value(DecodingSettings.TEXT_LINE_BREAKS))
        .isEqualTo(LineBreakPolicy.TRIM);
    assertThat(config.topic("u").value(DecodingSettings.TEXT_LINE_BREAKS))
        .isEqualTo(LineBreakPolicy.DEAD_LETTER);
    assertThat(problems(key, "drop")).singleElement().asString().contains("escape, dead-letter");
  }

  @Test
  void policyForLineBreaksNeedsThemToEndTheRecords() {
    String key = "camus.message.text.line.breaks";
    String delimiter = "etl.output.record.delimiter";

    assertThat(problems(key, "trim", delimiter, "\\r\\n")).isEmpty();
    assertThat(problems(key + ".t", "trim", delimiter, "\\r")).isEmpty();
    assertThat(problems(delimiter, "\\n\\n")).isEmpty();
    assertThat(problems(key, "trim", key + ".a.b", "escape", delimiter, "\\n\\n"))
        .hasSize(2)
        .allSatisfy(
            it -> assertThat(it).contains("applies only if", delimiter).hasSizeLessThan(200))
        .anySatisfy(it -> assertThat(it).startsWith(key + ".a.b "));
  }

  @Test
  void theTopicsThatSettingsNameAreKnown() {
    assertThat(
            config(
                    "etl.output.codec.logs.web",
                    "none",
                    "kafka.move.to.last.offset.list",
                    "clicks, views",
                    "etl.audit.ignore.service.topic.list",
                    "all",
                    "kafka.whitelist.topics",
                    "orders, ad[.]clicks, a\\.b, c.d, pay.*, (x|y), banned",
                    "kafka.blacklist.topics",
                    "ban.*")
                .namedTopics())
        .containsOnly(
            Map.entry("orders", "kafka.whitelist.topics"),
            Map.entry("ad.clicks", "kafka.whitelist.topics"),
            Map.entry("a.b", "kafka.whitelist.topics"),
            Map.entry("c.d", "kafka.whitelist.topics"),
            Map.entry("logs.web", "etl.output.codec.logs.web"),
            Map.entry("clicks", "kafka.move.to.last.offset.list"),
            Map.entry("views", "kafka.move.to.last.offset.list"));
  }
}
