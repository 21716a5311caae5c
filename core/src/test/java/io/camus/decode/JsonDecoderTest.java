package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import io.camus.time.TimestampFormat;
import io.camus.time.TimestampFormats;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecoderTest {
  private final JsonDecoder decoder = decoder("\n");

  @Test
  void wantedFieldsAreCapturedAndTheBytesAreKept() {
    String json =
        "{\"a\":[{\"header\":{\"time\":1}}],\"header\":{\"x\":{},\"time\":99,\"server\":\"s1\","
            + "\"service\":\"\\u00e9\"},\"timestamp\":7}";
    SourceRecord record = Records.of(json, 5);

    Datum datum = (Datum) decoder.decode(record);

    assertThat(datum.bytes).isSameAs(record.value().array());
    assertThat(Records.bytes(datum)).asString(UTF_8).isEqualTo(json);
    assertThat(datum.eventTimeMillis).isEqualTo(99);
    assertThat(datum.origin.server()).isEqualTo("s1");
    assertThat(datum.origin.service()).isEqualTo("é");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"timestamp\":null}",
        "{\"timestamp\":true}",
        "{\"timestamp\":{\"a\":1}}",
        "{\"timestamp\":[1]}",
        "{\"timestamp\":\"x\"}",
        "{\"timestamp\":1e400}",
        "{\"timestamp\":123456789012345678901234567890}",
        "{\"header\":7}",
        "{\"header\":{\"time\":\"later\"}}"
      })
  void unreadableTimeMeansKafkas(String json) {
    assertThat(((Datum) decoder.decode(Records.of(json, 5))).eventTimeMillis).isEqualTo(5);
  }

  @Test
  void secondCandidateStepsIn() {
    assertThat(timeOf("{\"header\":{\"time\":\"later\"},\"timestamp\":\"7\"}")).isEqualTo(7);
    assertThat(timeOf("{\"timestamp\":7.4,\"header\":{}}")).isEqualTo(7);
  }

  @Test
  void lastOfTwoEqualNamesCounts() {
    assertThat(timeOf("{\"timestamp\":7,\"timestamp\":8}")).isEqualTo(8);
    assertThat(timeOf("{\"header\":{\"time\":7},\"header\":{},\"timestamp\":9}")).isEqualTo(9);
    assertThat(timeOf("{\"timestamp\":7,\"timestamp\":null}")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"timesta\\u006dp\":77}",
        "{\"timestamp\":\"7\\u0037\"}",
        "{\"header\":{\"\\u0074ime\":77},\"timestamp\":7}",
        "{\"timestamp\":7,\"timest\\u0061mp\":77}",
        "{\"timestamp\":0.7700000000000000000e2}",
        "{\"timestamp\":77.0000000000000000000000000000000000000}",
        "{\"é\\n\":[\"\\\\\",\"\\\"\"],\"timestamp\":77}"
      })
  void unusualSpellingsOfAWantedFieldAreRead(String json) {
    assertThat(timeOf(json)).isEqualTo(77);
  }

  @Test
  void longestNumbersAreReadAndLongerOnesAreNoTime() {
    JsonDecoder nanos = decoder("\n", "unix_nanoseconds");

    assertThat(timeOf(nanos, "{\"timestamp\":9223372036854775807}")).isEqualTo(9223372036854L);
    assertThat(timeOf(nanos, "{\"timestamp\":-9223372036854775808}")).isEqualTo(-9223372036855L);
    assertThat(timeOf(nanos, "{\"timestamp\":9223372036854775808}")).isEqualTo(5);
    assertThat(timeOf("{\"timestamp\":" + "7." + "0".repeat(39) + "}")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 900, JsonTokens.DEEPEST - 1})
  void fieldBehindANestedOneIsFoundHoweverDeepThatIs(int depth) {
    assertThat(timeOf("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"timestamp\":77}"))
        .isEqualTo(77);
  }

  @Test
  void lineBreaksBetweenTokensBecomeSpacesInACopy() {
    SourceRecord record = Records.of("{\r\n \"a\": 1,\n\"b\":\"\\n\"}\n", 5);

    Datum datum = (Datum) decoder.decode(record);

    assertThat(Records.bytes(datum)).asString(UTF_8).isEqualTo("{   \"a\": 1, \"b\":\"\\n\"} ");
    assertThat(record.value().get(record.value().position() + 1)).isEqualTo((byte) '\r');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "[]",
        "null",
        "{",
        "{\"a\":1}{}",
        "{\"a\":1} x",
        "{\"a\":1}\0",
        "{\"a\":01}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":NaN}",
        "{\"a\":\"line\nbreak\"}",
        "{\"a\":tru}",
        "{\"a\":[}]}",
        "{\"a\":{\"b\":\"open}}",
        "\uFEFF{}"
      })
  void whatIsNotExactlyOneObjectIsMalformed(String json) {
    assertMalformed(decoder.decode(Records.of(json, 5)), "byte");
  }

  @Test
  void faultIsToldWithItsPlace() {
    assertMalformed(
        decoder.decode(Records.of("{\"a\":1}{}", 5)), "byte 7 of 9: '{' follows the JSON object");
  }

  @Test
  void bytesThatAreNotUtf8AreMalformedAtTheirPlace() {
    byte[] overlong = "{\"a\":\"??\"}".getBytes(UTF_8);
    overlong[6] = (byte) 0xC0;
    overlong[7] = (byte) 0x80;
    assertMalformed(decoder.decode(Records.of(overlong, 5)), "byte 6 of 10 is not UTF-8");
    byte[] utf16 = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
    assertMalformed(decoder.decode(Records.of(utf16, 5)), "byte");
  }

  @Test
  void deepNestingIsMalformedAndNoException() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertMalformed(decoder.decode(Records.of(deep, 5)), "levels deep");
    String fine = "{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}";
    assertThat(decoder.decode(Records.of(fine, 5))).isInstanceOf(Datum.class);
  }

  @Test
  void hugeStringsNamesAndNumbersPass() {
    String huge = "9".repeat(30_000_000);
    assertThat(timeOf("{\"" + huge + "\":\"" + huge + "\"}")).isEqualTo(5);
    assertThat(timeOf("{\"a\":" + huge + ",\"timestamp\":" + huge + "}")).isEqualTo(5);
  }

  @Test
  void otherDelimiterInTheBytesIsMalformed() {
    assertMalformed(
        decoder("|").decode(Records.of("{\"a\":\"x|y\"}", 5)), "etl.output.record.delimiter");
    assertThat(decoder("|").decode(Records.of("{\"a\":\"xy\"}", 5))).isInstanceOf(Datum.class);
    assertMalformed(decoder("\t").decode(Records.of("{\t}", 5)), "delimiter 0x09");
    assertMalformed(decoder("é").decode(Records.of("{\"a\":\"é\"}", 5)), "delimiter");
    assertMalformed(decoder("}}").decode(Records.of("{}", 5)), "delimiter");
    assertThat(decoder("\n}").decode(Records.of("{\n}", 5))).isInstanceOf(Datum.class);
    assertThat(decoder("\u0001").decode(Records.of("{}", 5))).isInstanceOf(Datum.class);
  }

  @Test
  void nullValueIsNotMalformed() {
    assertThat(decoder.decode(Records.of((byte[]) null, 5)))
        .isEqualTo(new Decoded.Rejected(RejectionCause.NULL_VALUE, "null value (tombstone)"));
  }

  private long timeOf(String json) {
    return timeOf(decoder, json);
  }

  private static long timeOf(JsonDecoder decoder, String json) {
    return ((Datum) decoder.decode(Records.of(json, 5))).eventTimeMillis;
  }

  private static JsonDecoder decoder(String delimiter) {
    return decoder(delimiter, "unix_milliseconds");
  }

  private static JsonDecoder decoder(String delimiter, String timeFormat) {
    TimestampFormat format = TimestampFormats.parse(timeFormat, ZoneOffset.UTC);
    return new JsonDecoder(
        Optional.of(delimiter.getBytes(UTF_8)),
        new EventTimeRule(
            List.of(FieldPath.parse("header.time"), FieldPath.parse("timestamp")), format, false),
        new AuditFields(
            List.of(FieldPath.parse("header.server")), List.of(FieldPath.parse("header.service"))));
  }

  private static void assertMalformed(Decoded decoded, String message) {
    assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
    assertThat(((Decoded.Rejected) decoded).cause()).isEqualTo(RejectionCause.MALFORMED);
    assertThat(((Decoded.Rejected) decoded).message()).contains(message);
  }
}
