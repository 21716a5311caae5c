package io.camus.serdes.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.SchemaIdFormat;
import io.camus.decode.AuditFields;
import io.camus.decode.EventTimeRule;
import io.camus.decode.FieldPath;
import io.camus.decode.JsonDecoder;
import io.camus.decode.Records;
import io.camus.decode.SchemaIdReader;
import io.camus.model.RejectionCause;
import io.camus.serdes.TextRegistry;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoded.Rejected;
import io.camus.spi.RegisteredText;
import io.camus.time.TimestampFormats;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaDecoderTest {
  private static final String CLICK =
      """
      {"$schema": "%s", "type": "object", "required": ["time"],
       "properties": {"time": {"type": "integer"},
                      "header": {"type": "object", "properties": {"n": {"maximum": 9}}}}}""";

  private static RegisteredText json(String text, Map<String, String> references) {
    return new RegisteredText(RegisteredText.JSON, text, references);
  }

  private static JsonSchemaDecoder decoder(RegisteredText text) {
    return decoder(text, SchemaIdFormat.REGISTRY);
  }

  private static JsonSchemaDecoder decoder(RegisteredText text, SchemaIdFormat where) {
    return new JsonSchemaDecoder(
        new TextRegistry(Map.of(17, text)),
        SchemaIdReader.of(where, "value"),
        new JsonDecoder(
            Optional.of(new byte[] {'\n'}),
            new EventTimeRule(
                List.of(FieldPath.parse("time")),
                TimestampFormats.parse("unix_milliseconds", ZoneOffset.UTC),
                false),
            AuditFields.NONE));
  }

  private static Decoded decode(RegisteredText schema, String object) {
    return decoder(schema).decode(Records.of(Records.wire(17, object.getBytes(UTF_8)), 1_000));
  }

  private static String rejected(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Rejected.class);
    return ((Rejected) decoded).message();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema"
      })
  void aValidObjectIsWrittenUnchanged(String version) {
    RegisteredText schema = json(CLICK.replace("%s", version), Map.of());

    Datum datum = (Datum) decode(schema, "{ \"time\": 1700000000000, \"more\": [1.50] }");

    assertThat(new String(Records.bytes(datum), UTF_8))
        .isEqualTo("{ \"time\": 1700000000000, \"more\": [1.50] }");
    assertThat(datum.eventTimeMillis).isEqualTo(1_700_000_000_000L);
    assertThat(rejected(decode(schema, "{\"time\": 1, \"header\": {\"n\": 10}}")))
        .startsWith("schema id 17: $.header.n: ");
    assertThat(rejected(decode(schema, "{}"))).startsWith("schema id 17: $: ").contains("'time'");
  }

  @Test
  void theIdMayBeInAHeaderOrHaveEightBytes() {
    RegisteredText schema = json("{\"required\": [\"time\"]}", Map.of());
    RecordHeaders headers = new RecordHeaders();
    headers.add("apicurio.value.contentId", new byte[] {0, 0, 0, 0, 0, 0, 0, 17});
    byte[] object = "{\"time\": 5}".getBytes(UTF_8);

    Datum datum =
        (Datum) decoder(schema, SchemaIdFormat.HEADER).decode(Records.of(object, 1_000, headers));
    assertThat(Records.bytes(datum)).isEqualTo(object);
    assertThat(
            rejected(
                decoder(schema, SchemaIdFormat.HEADER)
                    .decode(Records.of("{}".getBytes(UTF_8), 1_000, headers))))
        .startsWith("schema content id 17: $: ");

    byte[] eight = new byte[9 + object.length];
    eight[8] = 17;
    System.arraycopy(object, 0, eight, 9, object.length);
    datum =
        (Datum) decoder(schema, SchemaIdFormat.APICURIO_GLOBAL_ID).decode(Records.of(eight, 1_000));
    assertThat(Records.bytes(datum)).isEqualTo(object);
  }

  @Test
  void aTextThatIsNotAnObjectSaysWhere() {
    RegisteredText schema = json("{}", Map.of());

    assertThat(rejected(decode(schema, "{\"a\": }")))
        .startsWith("schema id 17, in the object: byte 6 of 7: ");
    assertThat(rejected(decoder(schema).decode(Records.of("{}{}{}", 1_000))))
        .isEqualTo("byte 0 is 0x7b: the registry's wire format starts with 0x00");
    assertThat(rejected(decoder(schema).decode(Records.of("{}", 1_000))))
        .startsWith("2 bytes: too short");
    assertThat(decoder(schema).decode(Records.of((byte[]) null, 1_000)))
        .isEqualTo(new Rejected(RejectionCause.NULL_VALUE, "null value (tombstone)"));
  }

  @Test
  void referencesComeFromTheRegistry() {
    Map<String, String> references =
        Map.of(
            "money.json",
            "{\"type\": \"object\", \"properties\": {\"n\": {\"$ref\": \"unit.json\"}}}",
            "unit.json",
            "{\"type\": \"integer\"}");
    RegisteredText schema =
        json("{\"properties\": {\"price\": {\"$ref\": \"money.json\"}}}", references);

    assertThat(decode(schema, "{\"price\": {\"n\": 1}}")).isInstanceOf(Datum.class);
    assertThat(rejected(decode(schema, "{\"price\": {\"n\": \"x\"}}")))
        .startsWith("schema id 17: $.price.n: ");
  }

  @Test
  void nothingIsFetched() {
    RegisteredText schema =
        json("{\"properties\": {\"a\": {\"$ref\": \"http://127.0.0.1:1/a.json\"}}}", Map.of());

    Rejected rejected = (Rejected) decode(schema, "{\"a\": 1}");

    assertThat(rejected.cause()).isEqualTo(RejectionCause.SCHEMA_NOT_FOUND);
    assertThat(rejected.message())
        .isEqualTo(
            "schema id 17 cannot be used: it refers to http://127.0.0.1:1/a.json, which is not among"
                + " its references");
  }

  @Test
  void aSchemaThatCannotBeUsedSaysWhy() {
    assertThat(rejected(decode(json("no JSON", Map.of()), "{}")))
        .startsWith("schema id 17 cannot be used: it is not JSON: ");
    assertThat(
            rejected(decode(new RegisteredText(RegisteredText.AVRO, "\"string\"", Map.of()), "{}")))
        .isEqualTo("schema id 17 cannot be used: it is of type AVRO, not JSON Schema");
    assertThat(
            ((Rejected)
                    decoder(json("{}", Map.of()))
                        .decode(Records.of(Records.wire(99, new byte[2]), 1_000)))
                .cause())
        .isEqualTo(RejectionCause.SCHEMA_NOT_FOUND);
  }
}
