package io.camus.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.CamusConfig;
import io.camus.config.TopicConfig;
import io.camus.convert.Fixed;
import io.camus.decode.Records;
import io.camus.model.ConfigurationException;
import io.camus.model.RejectionCause;
import io.camus.plugin.FileFormatContractTest;
import io.camus.plugin.FileFormatProvider;
import io.camus.plugin.Form;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
  private static final Schema TEXTS =
      SchemaBuilder.record("Texts")
          .fields()
          .requiredString("one")
          .optionalString("other")
          .endRecord();

  abstract static class Contract extends FileFormatContractTest {
    @Override
    protected FileFormatProvider provider() {
      return new CsvProvider();
    }
  }

  @Nested
  class WithGzip extends Contract {}

  @Nested
  class WithoutHeaderAndCompression extends Contract {
    @Override
    protected Map<String, String> settings() {
      return Map.of(
          "etl.output.codec", "none", "camus.csv.header", "false", "camus.csv.quote", "'");
    }
  }

  private static TopicConfig topic(String... keysAndValues) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "kafka.brokers", "localhost:9092",
                "etl.destination.path", "/data",
                "etl.execution.base.path", "/camus",
                "etl.execution.history.path", "/camus/history",
                "etl.output.codec", "none",
                "camus.output.format", "csv"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return CamusConfig.parse(settings).topic("views");
  }

  private static Decoder decoder(TopicConfig topic, Schema schema) {
    return new CsvProvider().adapt(new Fixed(DatumType.of(schema)), topic, Form.AVRO);
  }

  private static Decoded decode(Decoder decoder, Schema schema, Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(value, encoder);
    encoder.flush();
    return decoder.decode(Records.of(out.toByteArray(), 5));
  }

  /** The whole file of some data. */
  private static String file(TopicConfig topic, Schema schema, Object... values)
      throws IOException {
    Decoder decoder = decoder(topic, schema);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileFormat.Writer writer = null;
    for (Object value : values) {
      Datum datum = (Datum) decode(decoder, schema, value);
      if (writer == null) {
        writer =
            new CsvProvider().format(topic).create(out, datum.type.schema(), datum.type.metadata());
      }
      writer.append(datum);
    }
    writer.close();
    return out.toString(UTF_8);
  }

  private static GenericRecord texts(String one, String other) {
    GenericRecord record = new GenericData.Record(TEXTS);
    record.put("one", one);
    record.put("other", other);
    return record;
  }

  @Test
  void nullAndEmptyTextDiffer() throws IOException {
    assertThat(file(topic(), TEXTS, texts("", null), texts("a", ""), texts("null", "b")))
        .isEqualTo("one,other\n\"\",\na,\"\"\nnull,b\n");
    assertThat(
            file(
                topic("camus.csv.null", "\\N", "camus.csv.header", "false"),
                TEXTS,
                texts("", null),
                texts("\\N", "\\n")))
        .isEqualTo("\"\",\\N\n\"\\N\",\\n\n");
  }

  @Test
  void specialCharactersAreInQuotes() throws IOException {
    assertThat(
            file(
                topic(),
                TEXTS,
                texts("a,b", "say \"hi\""),
                texts("two\nlines", "\r"),
                texts(" x", "x\t"),
                texts("a;b", "\u00e4 '\u20ac'")))
        .isEqualTo(
            "one,other\n\"a,b\",\"say \"\"hi\"\"\"\n\"two\nlines\",\"\r\"\n\" x\",\"x\t\"\n"
                + "a;b,\u00e4 '\u20ac'\n");
    assertThat(
            file(
                topic("camus.csv.separator.views", "\\t", "camus.csv.quote", "'"),
                TEXTS,
                texts("a,b", "it's"),
                texts("\t", "\"")))
        .isEqualTo("one\tother\na,b\t'it''s'\n'\t'\t\"\n");
  }

  private static String value(Schema schema, Object value) throws IOException {
    String file = file(topic("camus.csv.header", "false"), schema, value);
    return file.substring(0, file.length() - 1);
  }

  private static String logical(Schema.Type type, LogicalType logical, Object value)
      throws IOException {
    return value(logical.addToSchema(Schema.create(type)), value);
  }

  @Test
  void numbersAreWhatJavaWrites() throws IOException {
    assertThat(value(Schema.create(Schema.Type.LONG), Long.MIN_VALUE))
        .isEqualTo("-9223372036854775808");
    assertThat(value(Schema.create(Schema.Type.DOUBLE), Double.NaN)).isEqualTo("NaN");
    assertThat(value(Schema.create(Schema.Type.DOUBLE), Double.NEGATIVE_INFINITY))
        .isEqualTo("-Infinity");
    assertThat(value(Schema.create(Schema.Type.DOUBLE), -0.0)).isEqualTo("-0.0");
    assertThat(value(Schema.create(Schema.Type.FLOAT), 0.1f)).isEqualTo("0.1");
    assertThat(value(Schema.create(Schema.Type.BOOLEAN), true)).isEqualTo("true");
  }

  @Test
  void logicalTypesAreText() throws IOException {
    long second = 1_795_356_785;
    assertThat(logical(Schema.Type.INT, LogicalTypes.date(), 20_780)).isEqualTo("2026-11-23");
    assertThat(logical(Schema.Type.INT, LogicalTypes.timeMillis(), 3_723_004))
        .isEqualTo("01:02:03.004");
    assertThat(logical(Schema.Type.LONG, LogicalTypes.timestampMillis(), second * 1_000 + 1))
        .isEqualTo("2026-11-22T14:13:05.001Z");
    assertThat(logical(Schema.Type.LONG, LogicalTypes.timestampNanos(), second * 1_000_000_000 + 1))
        .isEqualTo("2026-11-22T14:13:05.000000001Z");
    Schema money = LogicalTypes.decimal(20, 2).addToSchema(Schema.create(Schema.Type.BYTES));
    ByteBuffer amount =
        new Conversions.DecimalConversion()
            .toBytes(new BigDecimal("-12345678901234567.10"), money, money.getLogicalType());
    assertThat(value(money, amount)).isEqualTo("-12345678901234567.10");
  }

  @Test
  void bytesAreBase64AndEnumsTheirSymbols() throws IOException {
    assertThat(value(Schema.create(Schema.Type.BYTES), ByteBuffer.wrap(new byte[] {-1, 0, 7})))
        .isEqualTo("/wAH");
    Schema kind = Schema.createEnum("Kind", null, null, List.of("A", "B"));
    assertThat(value(kind, new GenericData.EnumSymbol(kind, "B"))).isEqualTo("B");
    Schema uuid = LogicalTypes.uuid().addToSchema(Schema.createFixed("Id", null, null, 16));
    assertThat(value(uuid, new GenericData.Fixed(uuid, new byte[16])))
        .isEqualTo("00000000-0000-0000-0000-000000000000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type': 'array', 'items': 'int'} | an array",
        "['null', {'type': 'map', 'values': 'int'}] | a map",
        "{'type': 'record', 'name': 'R', 'fields': []} | a record",
        "['int', 'string'] | a union of several types"
      })
  void nestedTypesAreRefusedByName(String type, String what) {
    Schema schema =
        SchemaBuilder.record("a.Views")
            .fields()
            .requiredInt("id")
            .name("tags")
            .type(new Schema.Parser().parse(type.replace('\'', '"')))
            .noDefault()
            .endRecord();
    String refusal =
        "CSV cannot hold a.Views: its field tags is "
            + what
            + "; use json, avro or parquet for this topic";
    assertThatThrownBy(() -> decoder(topic(), schema).decode(Records.of(new byte[] {0, 0}, 5)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(refusal);
    FileFormat.SchemaCheck check = new CsvProvider().format(topic()).schemaCheck().orElseThrow();
    assertThat(check.refusal(schema)).contains(refusal);
    assertThat(check.refusal(TEXTS)).isEmpty();
  }

  @Test
  void aRowWouldBeAnEmptyLine() throws IOException {
    Schema schema = SchemaBuilder.record("One").fields().optionalString("v").endRecord();
    GenericRecord nothing = new GenericData.Record(schema);
    assertThatThrownBy(() -> file(topic(), schema, nothing))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("set camus.csv.null");
    assertThat(file(topic("camus.csv.null", "NULL"), schema, nothing)).isEqualTo("v\nNULL\n");
  }

  @Test
  void textThatIsNotUtf8IsRejected() {
    byte[] bytes = {2, 'a', 2, 2, (byte) 0xff};
    Decoded decoded = decoder(topic(), TEXTS).decode(Records.of(bytes, 5));
    assertThat(decoded)
        .isEqualTo(
            new Decoded.Rejected(
                RejectionCause.MALFORMED,
                "the text in column 2 is not UTF-8, and CSV holds no other text"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "camus.csv.separator, `\"`, are the same character",
        "camus.csv.null, `a,b`, contains a separator"
      })
  void settingsThatCannotWorkAreRefused(String key, String value, String message) {
    assertThatThrownBy(() -> decoder(topic(key, value), TEXTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void theReaderPassesRowsAsTheyAre() throws IOException {
    FileFormat.Reader reader = new CsvFileReader("a.csv", (byte) '"', true);
    List<String> rows = new ArrayList<>();
    StringBuilder row = new StringBuilder();
    reader.read(
        () -> new ByteArrayInputStream("h\n\"a\n\"\"b\",\n\"\"\n".getBytes(UTF_8)),
        new FileFormat.Records() {
          @Override
          public void schema(Schema schema) {
            throw new AssertionError(schema);
          }

          @Override
          public void bytes(byte[] bytes, int offset, int length) {
            row.append(new String(bytes, offset, length, UTF_8));
          }

          @Override
          public void endRecord() {
            rows.add(row.toString());
            row.setLength(0);
          }
        });
    assertThat(rows).containsExactly("\"a\n\"\"b\",", "\"\"");
    for (String broken : List.of("", "h", "h\na", "h\n\"a\n")) {
      assertThatThrownBy(
              () ->
                  reader.read(
                      () -> new ByteArrayInputStream(broken.getBytes(UTF_8)), new NoRecords()))
          .isInstanceOf(FileFormat.MalformedFileException.class)
          .hasMessageContaining("camus.csv.header");
    }
  }

  private static final class NoRecords implements FileFormat.Records {
    @Override
    public void schema(Schema schema) {}

    @Override
    public void bytes(byte[] bytes, int offset, int length) {}

    @Override
    public void endRecord() {}
  }
}
