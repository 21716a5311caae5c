package io.camus.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaId.Kind;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SourceRecord;
import io.camus.time.TimestampFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The places of schema ids, by the decoder that looks for them. */
class SchemaIdReaderTest {
  private static final Schema STRING = Schema.create(Schema.Type.STRING);
  private static final byte[] HI = {4, 'h', 'i'};

  /** A registry of one schema with several ids. */
  private record Known(Map<SchemaId, Schema> schemas) implements SchemaRegistry {
    @Override
    public Optional<Schema> schema(String topic, int id) {
      return schema(topic, SchemaId.of(id));
    }

    @Override
    public Optional<Schema> schema(String topic, SchemaId id) {
      return Optional.ofNullable(schemas.get(id));
    }

    @Override
    public Optional<Integer> register(String topic, Schema schema) {
      return Optional.empty();
    }
  }

  private static Decoded decode(SchemaIdReader ids, SchemaId known, byte[] value, Headers headers) {
    SourceRecord record = new SourceRecord().set("t", 0, 0, 5, null, Records.slice(value), headers);
    return new AvroDecoder(
            new Known(Map.of(known, STRING)),
            ids,
            new EventTimeRule(List.of(), TimestampFormats.parse("auto", ZoneOffset.UTC), false),
            AuditFields.NONE)
        .decode(record);
  }

  private static byte[] hex(String text) {
    return HexFormat.ofDelimiter(" ").parseHex(text);
  }

  @ParameterizedTest
  @CsvSource({
    "__value_schema_id, 00 00 00 00 11, ID, 17",
    "__value_schema_id, 01 00 00 00 00 00 00 00 11 00 00 00 00 00 00 00 12, GUID,"
        + " 00000000-0000-0011-0000-000000000012",
    "apicurio.value.globalId, 00 00 00 00 00 00 00 11, GLOBAL_ID, 17",
    "apicurio.value.contentId, 00 00 00 00 00 00 00 11, CONTENT_ID, 17"
  })
  void idsAreReadFromTheHeadersOfConfluentAndApicurio(
      String name, String value, Kind kind, String id) {
    Headers headers = new RecordHeaders().add(name, hex(value));
    SchemaId known = new SchemaId(kind, id);
    Decoded decoded = decode(SchemaIdReader.inHeader("value"), known, HI, headers);
    assertThat(decoded)
        .isInstanceOfSatisfying(
            Datum.class,
            it -> {
              assertThat(Records.bytes(it)).isEqualTo(HI);
              assertThat(it.type.metadata()).containsEntry("camus.schema.id", known.label());
            });
  }

  @Test
  void missingOrStrangeHeaderIsNamed() {
    assertThat(rejection(decode(SchemaIdReader.inHeader("value"), SchemaId.of(1), HI, none())))
        .contains("no header __value_schema_id", "apicurio.value.globalId");
    Headers headers = new RecordHeaders().add("__key_schema_id", new byte[] {7});
    assertThat(rejection(decode(SchemaIdReader.inHeader("key"), SchemaId.of(1), HI, headers)))
        .contains("__key_schema_id has 1 bytes");
  }

  @Test
  void apicuriosEightBytesAreNoIdOfFour() {
    SchemaId global = new SchemaId(Kind.GLOBAL_ID, "17");
    byte[] value = hex("00 00 00 00 00 00 00 00 11 04 68 69");
    assertThat(decode(SchemaIdReader.inValue(Kind.GLOBAL_ID, 8), global, value, none()))
        .isInstanceOf(Datum.class);
    assertThat(rejection(decode(SchemaIdReader.inValue(Kind.ID, 4), global, value, none())))
        .isEqualTo("schema id 0 is not in the registry");
  }

  @Test
  void allEightBytesOfAnIdCount() {
    SchemaId large = new SchemaId(Kind.CONTENT_ID, "72623859790382856");
    byte[] value = hex("00 01 02 03 04 05 06 07 08 04 68 69");
    assertThat(decode(SchemaIdReader.inValue(Kind.CONTENT_ID, 8), large, value, none()))
        .isInstanceOf(Datum.class);
  }

  @Test
  void singleObjectsAreThoseOfAvrosOwnEncoder() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new BinaryMessageEncoder<>(GenericData.get(), STRING).encode("hi", out);
    byte[] value = out.toByteArray();
    SchemaId fingerprint =
        new SchemaId(
            Kind.FINGERPRINT,
            String.format(Locale.ROOT, "%016x", SchemaNormalization.parsingFingerprint64(STRING)));
    assertThat(decode(SchemaIdReader.singleObject(), fingerprint, value, none()))
        .isInstanceOfSatisfying(Datum.class, it -> assertThat(Records.bytes(it)).isEqualTo(HI));
    assertThat(rejection(decode(SchemaIdReader.singleObject(), fingerprint, HI, none())))
        .contains("single-object encoding");
  }

  private static Headers none() {
    return new RecordHeaders();
  }

  private static String rejection(Decoded decoded) {
    return ((Decoded.Rejected) decoded).message();
  }
}
