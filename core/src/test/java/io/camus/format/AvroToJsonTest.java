package io.camus.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.convert.Fixed;
import io.camus.decode.RandomAvro;
import io.camus.decode.Records;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class AvroToJsonTest {
  private static final byte[] LINE_FEED = {'\n'};

  private static Decoded json(Schema schema, byte[] bytes) {
    return new AvroToJson(new Fixed(DatumType.of(schema)), LINE_FEED).decode(Records.of(bytes, 5));
  }

  private static String text(Schema schema, Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(value, encoder);
    encoder.flush();
    return new String(Records.bytes((Datum) json(schema, out.toByteArray())), UTF_8);
  }

  private static String logical(String type, String logical, Object value) throws IOException {
    return text(
        new Schema.Parser()
            .parse("{\"type\": \"" + type + "\", \"logicalType\": \"" + logical + "\"}"),
        value);
  }

  @Test
  void logicalTypesAreText() throws IOException {
    assertThat(logical("int", "date", 20_780)).isEqualTo("{\"value\":\"2026-11-23\"}");
    assertThat(logical("int", "time-millis", 3_723_004)).contains("\"01:02:03.004\"");
    assertThat(logical("long", "time-micros", 3_723_000_004L)).contains("\"01:02:03.000004\"");
    assertThat(logical("int", "time-millis", -1)).contains(":-1}");
    long second = 1_795_356_785;
    assertThat(logical("long", "timestamp-millis", second * 1_000 + 1))
        .contains("\"2026-11-22T14:13:05.001Z\"");
    assertThat(logical("long", "timestamp-micros", second * 1_000_000 + 1))
        .contains("\"2026-11-22T14:13:05.000001Z\"");
    assertThat(logical("long", "timestamp-nanos", second * 1_000_000_000 + 1))
        .contains("\"2026-11-22T14:13:05.000000001Z\"");
    assertThat(logical("long", "local-timestamp-millis", second * 1_000))
        .contains("\"2026-11-22T14:13:05\"");
  }

  @Test
  void decimalsKeepAllDigits() throws IOException {
    Schema money = LogicalTypes.decimal(30, 2).addToSchema(Schema.create(Schema.Type.BYTES));
    ByteBuffer encoded =
        new Conversions.DecimalConversion()
            .toBytes(
                new BigDecimal("-1234567890123456789012345678.10"), money, money.getLogicalType());
    assertThat(text(money, encoded)).isEqualTo("{\"value\":-1234567890123456789012345678.10}");
  }

  @Test
  void numbersThatJsonDoesNotHaveAreText() throws IOException {
    Schema number = Schema.create(Schema.Type.DOUBLE);
    assertThat(text(number, Double.NaN)).isEqualTo("{\"value\":\"NaN\"}");
    assertThat(text(number, Double.NEGATIVE_INFINITY)).isEqualTo("{\"value\":\"-Infinity\"}");
    assertThat(text(number, -0.0)).isEqualTo("{\"value\":-0.0}");
    assertThat(text(Schema.create(Schema.Type.LONG), Long.MIN_VALUE))
        .isEqualTo("{\"value\":-9223372036854775808}");
  }

  @Test
  void textThatIsNotUtf8IsRejectedWithItsPlace() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "a", "type": {"type": "array", "items": "string"}}]}""");
    assertThat(json(schema, new byte[] {2, 2, (byte) 0xFF, 0}))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class, it -> assertThat(it.message()).contains("/a", "not UTF-8"));
  }

  @Test
  void delimiterThatJsonMayContainIsRefused() {
    Fixed decoder = new Fixed(DatumType.lines());
    assertThatThrownBy(() -> new AvroToJson(decoder, new byte[] {'|'}))
        .hasMessageContaining("etl.output.record.delimiter");
  }

  /** Compares with Avro's own reader and Jackson's parser; text may hold any UTF-8. */
  @Property(tries = 500)
  void everyValueIsInTheObject(@ForAll long seed) throws IOException {
    RandomAvro avro = new RandomAvro(seed);
    Schema schema = avro.event();
    byte[] bytes = avro.encode(schema, avro.datum(schema));
    Object read =
        new GenericDatumReader<>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    Decoded decoded = json(schema, bytes);
    assertThat(decoded).isInstanceOf(Datum.class);
    String line = new String(Records.bytes((Datum) decoded), UTF_8);
    assertThat(line).doesNotContain("\n");
    assertSame(schema, read, new ObjectMapper().readTree(line));
  }

  private static void assertSame(Schema schema, Object value, JsonNode json) {
    switch (schema.getType()) {
      case RECORD ->
          schema
              .getFields()
              .forEach(
                  field ->
                      assertSame(
                          field.schema(),
                          ((IndexedRecord) value).get(field.pos()),
                          json.get(field.name())));
      case ARRAY -> {
        assertThat(json.size()).isEqualTo(((List<?>) value).size());
        for (int i = 0; i < json.size(); i++) {
          assertSame(schema.getElementType(), ((List<?>) value).get(i), json.get(i));
        }
      }
      case MAP ->
          ((Map<?, ?>) value)
              .forEach(
                  (key, held) -> assertSame(schema.getValueType(), held, json.get(key.toString())));
      case UNION ->
          assertSame(
              schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value, json);
      case STRING, ENUM -> assertThat(json.textValue()).isEqualTo(value.toString());
      case BOOLEAN -> assertThat(json.booleanValue()).isEqualTo(value);
      case NULL -> assertThat(json.isNull()).isTrue();
      case DOUBLE -> assertThat(Double.parseDouble(json.asText())).isEqualTo(value);
      case FLOAT -> assertThat(Float.parseFloat(json.asText())).isEqualTo(value);
      case INT, LONG -> {
        if (schema.getLogicalType() == null) {
          assertThat(json.longValue()).isEqualTo(((Number) value).longValue());
        } else {
          assertThat(json.isNull()).isFalse();
        }
      }
      case BYTES, FIXED -> assertThat(json.isNull()).isFalse();
    }
  }
}
