package io.camus.serdes.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.config.SchemaIdFormat;
import io.camus.decode.AuditFields;
import io.camus.decode.AvroFacts;
import io.camus.decode.EventTimeRule;
import io.camus.decode.FieldPath;
import io.camus.decode.Records;
import io.camus.decode.SchemaIdReader;
import io.camus.serdes.TextRegistry;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoded.Rejected;
import io.camus.spi.RegisteredText;
import io.camus.time.TimestampFormats;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaAvroTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static JsonSchemaAvroDecoder decoder(String schema, Map<String, String> references) {
    return new JsonSchemaAvroDecoder(
        new TextRegistry(Map.of(17, new RegisteredText(RegisteredText.JSON, schema, references))),
        SchemaIdReader.of(SchemaIdFormat.REGISTRY, "value"),
        new AvroFacts(
            new EventTimeRule(
                List.of(FieldPath.parse("time")),
                TimestampFormats.parse("unix_milliseconds", ZoneOffset.UTC),
                false),
            AuditFields.NONE));
  }

  private static Decoded decode(JsonSchemaAvroDecoder decoder, String object) {
    return decoder.decode(Records.of(Records.wire(17, object.getBytes(UTF_8)), 1_000));
  }

  private static Datum datum(String schema, String object) {
    Decoded decoded = decode(decoder(schema, Map.of()), object);
    assertThat(decoded).isInstanceOf(Datum.class);
    return (Datum) decoded;
  }

  private static GenericRecord read(Datum datum) throws IOException {
    return new GenericDatumReader<GenericRecord>(datum.type.schema().orElseThrow())
        .read(
            null,
            DecoderFactory.get().binaryDecoder(datum.bytes, datum.offset, datum.length, null));
  }

  private static String rejected(String schema, String object) {
    Decoded decoded = decode(decoder(schema, Map.of()), object);
    assertThat(decoded).isInstanceOf(Rejected.class);
    return ((Rejected) decoded).message();
  }

  @Test
  void eachTypeHasItsAvroType() throws IOException {
    Datum datum =
        datum(
            """
            {"title": "Click", "type": "object", "required": ["time", "page", "user"],
             "definitions": {"Address": {"type": "object", "required": ["city"],
                 "properties": {"city": {"type": "string"}, "next": {"$ref": "#/definitions/Address"}}}},
             "properties": {
               "time": {"type": "integer"},
               "page": {"type": "string", "maxLength": 9},
               "user": {"type": ["string", "null"]},
               "size": {"type": "number"},
               "seen": {"type": "boolean"},
               "kind": {"enum": ["a-b", "c"]},
               "tags": {"type": "array", "items": {"type": "string"}},
               "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
               "from": {"oneOf": [{"type": "null"}, {"$ref": "#/definitions/Address"}]},
               "to": {"allOf": [{"$ref": "#/definitions/Address"}]},
               "sub": {"type": "object", "properties": {"x": {"const": 1}}}}}
            """,
            """
            {"time": 1700000000000, "page": "/", "user": null, "size": 0.1, "seen": true,
             "kind": "a-b", "tags": ["x"], "counts": {"a b": 9223372036854775807},
             "from": {"city": "A", "next": {"city": "B"}}, "sub": {"x": 1}}
            """);

    assertThat(datum.eventTimeMillis).isEqualTo(1_700_000_000_000L);
    assertThat(datum.reduced).isFalse();
    assertThat(datum.type.schema().orElseThrow().toString())
        .isEqualTo(
            "{\"type\":\"record\",\"name\":\"Click\",\"fields\":["
                + "{\"name\":\"time\",\"type\":\"long\"},"
                + "{\"name\":\"page\",\"type\":\"string\"},"
                + "{\"name\":\"user\",\"type\":[\"null\",\"string\"]},"
                + "{\"name\":\"size\",\"type\":[\"null\",\"double\"],\"default\":null},"
                + "{\"name\":\"seen\",\"type\":[\"null\",\"boolean\"],\"default\":null},"
                + "{\"name\":\"kind\",\"type\":[\"null\",\"string\"],\"default\":null},"
                + "{\"name\":\"tags\",\"type\":[\"null\",{\"type\":\"array\",\"items\":\"string\"}],"
                + "\"default\":null},"
                + "{\"name\":\"counts\",\"type\":[\"null\",{\"type\":\"map\",\"values\":\"long\"}],"
                + "\"default\":null},"
                + "{\"name\":\"from\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Address\","
                + "\"fields\":[{\"name\":\"city\",\"type\":\"string\"},"
                + "{\"name\":\"next\",\"type\":[\"null\",\"Address\"],\"default\":null}]}],"
                + "\"default\":null},"
                + "{\"name\":\"to\",\"type\":[\"null\",\"Address\"],\"default\":null},"
                + "{\"name\":\"sub\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Click_sub\","
                + "\"fields\":[{\"name\":\"x\",\"type\":[\"null\",\"long\"],\"default\":null}]}],"
                + "\"default\":null}]}");
    assertThat(read(datum).toString())
        .isEqualTo(
            "{\"time\": 1700000000000, \"page\": \"/\", \"user\": null, \"size\": 0.1, \"seen\":"
                + " true, \"kind\": \"a-b\", \"tags\": [\"x\"], \"counts\": {\"a b\":"
                + " 9223372036854775807}, \"from\": {\"city\": \"A\", \"next\": {\"city\": \"B\","
                + " \"next\": null}}, \"to\": null, \"sub\": {\"x\": 1}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": [\"string\", \"integer\"]} | $.a: it has several types: [string, integer]",
        "{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"integer\"}]} | $.a: anyOf of several types",
        "{\"allOf\": [{\"type\": \"object\"}, {\"type\": \"object\"}]} | $.a: allOf of several types",
        "{\"type\": \"array\"} | $.a: the items of the array have no common type",
        "{\"type\": \"object\"} | $.a: the object has neither properties nor additionalProperties",
        "{} | $.a: its type is not stated",
        "{\"type\": \"array\", \"items\": {\"type\": \"object\", \"properties\": {\"b-c\": {}}}}"
            + " | $.a[].b-c: Avro allows only letters, digits and _ in names",
        "{\"$ref\": \"#/definitions/B\"} | $.a: nothing is at the reference #/definitions/B"
      })
  void whatHasNoTypeIsRefusedByItsPlaceWithAdvice(String schema, String why) {
    RegisteredText text =
        new RegisteredText(
            RegisteredText.JSON,
            "{\"type\": \"object\", \"properties\": {\"a\": " + schema + "}}",
            Map.of());

    assertThatThrownBy(() -> AvroTypes.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why)
        .hasMessageEndingWith("; use the decoder json-schema, which writes lines of JSON");
  }

  @Test
  void aRecordThatDoesNotFitSaysWhere() {
    String schema =
        "{\"properties\": {\"n\": {\"type\": \"integer\"}, \"d\": {\"type\": \"number\"},"
            + " \"e\": {\"enum\": [\"a\"]}}}";

    assertThat(rejected(schema, "{\"n\": 9223372036854775808}"))
        .isEqualTo("schema id 17: $.n: the number is not an integer of 64 bits");
    assertThat(rejected(schema, "{\"n\": 1e999999999}"))
        .isEqualTo("schema id 17: $.n: the number is not an integer of 64 bits");
    assertThat(rejected(schema, "{\"d\": 1e999999999}"))
        .isEqualTo("schema id 17: $.d: the number is too large");
    assertThat(rejected(schema, "{\"n\": \"1\"}")).startsWith("schema id 17: $.n: ");
    assertThat(rejected(schema, "[]")).isEqualTo("schema id 17: $: array found, not record");
    assertThat(rejected(schema, "{")).startsWith("schema id 17: not JSON: ");
    assertThat(rejected(schema, "{} {}")).startsWith("schema id 17: not JSON: ");
  }

  @Test
  void lostPropertiesAndDigitsAreCounted() {
    String schema =
        "{\"type\": \"object\", \"properties\": {\"n\": {\"type\": \"integer\"}, \"d\": {\"type\":"
            + " \"number\"}}}";

    assertThat(datum(schema, "{\"n\": 1.0, \"d\": 1.50}").reduced).isFalse();
    assertThat(datum(schema, "{\"n\": 1, \"more\": 2}").reduced).isTrue();
    assertThat(datum(schema, "{\"d\": 9007199254740993}").reduced).isTrue();
    assertThat(datum(schema, "{\"d\": 9007199254740992}").reduced).isFalse();
  }

  @Test
  void referencesOfOtherFilesHaveTypes() throws IOException {
    JsonSchemaAvroDecoder decoder =
        decoder(
            "{\"type\": \"object\", \"properties\": {\"price\": {\"$ref\": \"common/money.json\"}}}",
            Map.of(
                "common/money.json",
                "{\"type\": \"object\", \"properties\": {\"unit\": {\"$ref\":"
                    + " \"#/definitions/unit\"}}, \"definitions\": {\"unit\": {\"type\":"
                    + " \"string\"}}}"));

    GenericRecord read = read((Datum) decode(decoder, "{\"price\": {\"unit\": \"EUR\"}}"));

    assertThat(read.toString()).isEqualTo("{\"price\": {\"unit\": \"EUR\"}}");
    assertThat(read.getSchema().getField("price").schema().getTypes().get(1).getName())
        .isEqualTo("money");
  }

  /** Values of random schemas are the same in Avro as in JSON. */
  @Property(tries = 500)
  void avroHasTheValuesOfTheObject(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    ObjectNode schema = object(random, 0);
    JsonSchemaAvroDecoder decoder = decoder(schema.toString(), Map.of());
    for (int i = 0; i < 5; i++) {
      String object = fitting(schema, random).toString();
      Decoded decoded = decode(decoder, object);
      assertThat(decoded).as(schema + " " + object + " " + decoded).isInstanceOf(Datum.class);
      Datum datum = (Datum) decoded;
      assertSame(read(datum), JSON.readTree(object));
      assertThat(datum.reduced).as(object).isFalse();
      Schema avro = datum.type.schema().orElseThrow();
      assertThat(new Schema.Parser().parse(avro.toString())).isEqualTo(avro);
    }
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    ArrayNode required = schema.putArray("required");
    ObjectNode properties = schema.putObject("properties");
    for (int i = 0; i <= random.nextInt(4); i++) {
      properties.set("p" + i, any(random, depth + 1));
      if (random.nextBoolean()) {
        required.add("p" + i);
      }
    }
    return schema;
  }

  private static ObjectNode any(Random random, int depth) {
    ObjectNode schema = NODES.objectNode();
    switch (random.nextInt(depth > 3 ? 5 : 9)) {
      case 0 -> schema.put("type", "integer");
      case 1 -> schema.put("type", "number");
      case 2 -> schema.put("type", "boolean");
      case 3 -> schema.put("type", "string");
      case 4 -> schema.putArray("type").add("null").add("string");
      case 5 -> schema.put("type", "array").set("items", any(random, depth + 1));
      case 6 -> schema.put("type", "object").set("additionalProperties", any(random, depth + 1));
      case 7 ->
          schema
              .putArray("oneOf")
              .add(NODES.objectNode().put("type", "null"))
              .add(object(random, depth + 1));
      default -> {
        return object(random, depth + 1);
      }
    }
    return schema;
  }

  private static JsonNode fitting(JsonNode schema, Random random) {
    if (schema.has("oneOf")) {
      return random.nextBoolean() ? NODES.nullNode() : fitting(schema.path("oneOf").get(1), random);
    } else if (schema.path("type").isArray()) {
      return random.nextBoolean() ? NODES.nullNode() : NODES.textNode("t" + random.nextInt());
    }
    return switch (schema.path("type").asText()) {
      case "integer" -> NODES.numberNode(random.nextLong() >> random.nextInt(64));
      case "number" -> NODES.numberNode(random.nextInt() / 64.0);
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "string" -> NODES.textNode("\u20ac\n\"" + random.nextInt());
      case "array" -> {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(fitting(schema.path("items"), random));
        }
        yield array;
      }
      default -> members(schema, random);
    };
  }

  private static ObjectNode members(JsonNode schema, Random random) {
    ObjectNode object = NODES.objectNode();
    if (schema.has("additionalProperties")) {
      for (int i = random.nextInt(4); i > 0; i--) {
        object.set("key " + i, fitting(schema.path("additionalProperties"), random));
      }
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      boolean required =
          schema.path("required").toString().contains("\"" + property.getKey() + "\"");
      if (required || random.nextBoolean()) {
        object.set(property.getKey(), fitting(property.getValue(), random));
      }
    }
    return object;
  }

  private static void assertSame(Object avro, JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      assertThat(avro).isNull();
    } else if (avro instanceof GenericRecord record) {
      for (Schema.Field field : record.getSchema().getFields()) {
        assertSame(record.get(field.pos()), json.path(field.name()));
      }
      json.fieldNames().forEachRemaining(it -> assertThat(record.hasField(it)).isTrue());
    } else if (avro instanceof Map<?, ?> map) {
      assertThat(map).hasSize(json.size());
      map.forEach((key, value) -> assertSame(value, json.path(key.toString())));
    } else if (avro instanceof List<?> list) {
      assertThat(list).hasSize(json.size());
      for (int i = 0; i < list.size(); i++) {
        assertSame(list.get(i), json.get(i));
      }
    } else if (json.isNumber()) {
      assertThat(new BigDecimal(avro.toString())).isEqualByComparingTo(json.decimalValue());
    } else {
      assertThat(avro).hasToString(json.asText());
    }
  }
}
