package io.camus.serdes.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.SchemaIdFormat;
import io.camus.decode.AuditFields;
import io.camus.decode.AvroFacts;
import io.camus.decode.EventTimeRule;
import io.camus.decode.FieldPath;
import io.camus.decode.Records;
import io.camus.model.Origin;
import io.camus.model.RejectionCause;
import io.camus.serdes.TextRegistry;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoded.Rejected;
import io.camus.spi.RegisteredText;
import io.camus.time.TimestampFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ProtobufDecoderTest {
  private static final String CLICKS =
      """
      syntax = "proto3";
      package shop;
      import "google/protobuf/timestamp.proto";

      message Header {
        string server = 1;
        string service = 2;
        google.protobuf.Timestamp time = 3;
      }
      message Click {
        message Inner { int32 n = 1; }
        map<string, int32> counts = 1;
        message Other { uint64 big = 1; }
        Header header = 2;
        string page = 3;
        Other other = 4;
      }
      """;

  private static final Map<Integer, RegisteredText> TEXTS =
      Map.of(
          17, new RegisteredText(RegisteredText.PROTOBUF, CLICKS, Map.of()),
          18, new RegisteredText(RegisteredText.AVRO, "\"string\"", Map.of()),
          19, new RegisteredText(RegisteredText.PROTOBUF, "message {", Map.of()),
          20,
              new RegisteredText(
                  RegisteredText.PROTOBUF,
                  "syntax = \"proto2\"; message G { optional group Old = 1 { optional int32 a = 2; } }",
                  Map.of()),
          21,
              new RegisteredText(
                  RegisteredText.PROTOBUF,
                  "syntax = \"proto3\"; import \"money.proto\"; message O { Money m = 1; }",
                  Map.of()));

  private final ProtobufDecoder decoder = decoder(UnknownFields.DROP);

  private static ProtobufDecoder decoder(UnknownFields unknownFields) {
    return decoder(SchemaIdFormat.REGISTRY, "value", unknownFields);
  }

  private static ProtobufDecoder decoder(
      SchemaIdFormat where, String part, UnknownFields unknownFields) {
    return new ProtobufDecoder(
        new TextRegistry(TEXTS),
        RecordMessage.of(where, part),
        new ShapeCompiler(TimestampUnit.MICROS, unknownFields),
        new AvroFacts(
            new EventTimeRule(
                List.of(FieldPath.parse("header.time")),
                TimestampFormats.parse("unix_milliseconds", ZoneOffset.UTC),
                false),
            new AuditFields(
                List.of(FieldPath.parse("header.server")),
                List.of(FieldPath.parse("header.service")))));
  }

  /** A record: bytes in hexadecimal after the zero byte and the id. */
  private static byte[] wire(int id, String hex) {
    return Records.wire(id, HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private Decoded decode(byte[] value) {
    return decoder.decode(Records.of(value, 1_000));
  }

  private static String rejected(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Rejected.class);
    return ((Rejected) decoded).message();
  }

  private static GenericRecord read(Decoded decoded) throws IOException {
    assertThat(decoded).isInstanceOf(Datum.class);
    Datum datum = (Datum) decoded;
    return new GenericDatumReader<GenericRecord>(datum.type.schema().orElseThrow())
        .read(
            null,
            DecoderFactory.get().binaryDecoder(datum.bytes, datum.offset, datum.length, null));
  }

  @Test
  void theSecondMessageIsDecodedWithItsEventTimeAndItsOrigin() throws IOException {
    // Indexes [1]; page "/"; header { server "s1", service "web", time { seconds 100, nanos 2000 }}
    Decoded decoded =
        decode(wire(17, "02 02  1a 01 2f  12 10 0a 02 73 31 12 03 77 65 62 1a 05 08 64 10 d0 0f"));

    Datum datum = (Datum) decoded;
    assertThat(datum.eventTimeMillis).isEqualTo(100_000);
    assertThat(datum.eventTimeSource).isEqualTo(Datum.FIRST_FIELD);
    assertThat(datum.origin).isEqualTo(new Origin("s1", "web"));
    assertThat(datum.type.metadata())
        .containsEntry("camus.schema.id", "17")
        .containsEntry("camus.protobuf.message", "shop.Click");
    assertThat(read(decoded).toString())
        .isEqualTo(
            "{\"counts\": {}, \"header\": {\"server\": \"s1\", \"service\": \"web\", \"time\":"
                + " 100000002}, \"page\": \"/\", \"other\": null}");
  }

  @Test
  void oneZeroByteIsTheFirstMessage() throws IOException {
    assertThat(read(decode(wire(17, "00 0a 01 61"))).toString())
        .isEqualTo("{\"server\": \"a\", \"service\": \"\", \"time\": null}");
    // The same, spelled out.
    assertThat(read(decode(wire(17, "02 00 0a 01 61"))).getSchema().getFullName())
        .isEqualTo("shop.Header");
  }

  @Test
  void aNestedMessageIsCountedWithoutTheEntriesOfMaps() {
    Datum inner = (Datum) decode(wire(17, "04 02 00 08 07"));
    assertThat(inner.type.schema().orElseThrow().getFullName()).isEqualTo("shop.Click.Inner");
    Datum other = (Datum) decode(wire(17, "04 02 02 08 07"));
    assertThat(other.type.schema().orElseThrow().getFullName()).isEqualTo("shop.Click.Other");
    assertThat(rejected(decode(wire(17, "04 02 04 08 07"))))
        .isEqualTo("byte 5, schema id 17: the schema has no message 1, 2");
  }

  @Test
  void recordsOfOneMessageShareTheirType() {
    Object first = ((Datum) decode(wire(17, "00 0a 01 61"))).type;
    Object nested = ((Datum) decode(wire(17, "04 02 00 08 07"))).type;

    assertThat(((Datum) decode(wire(17, "02 00 0a 01 61"))).type).isSameAs(first);
    assertThat(((Datum) decode(wire(17, "04 02 00 08 07"))).type).isSameAs(nested);
    assertThat(nested).isNotSameAs(first);
  }

  @Test
  void aMessageMayBeNamedAsApicurioDoes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(HexFormat.of().parseHex("070a05"));
    bytes.writeBytes("Click".getBytes(UTF_8));
    bytes.writeBytes(HexFormat.of().parseHex("1a012f"));

    GenericRecord click = read(decode(Records.wire(17, bytes.toByteArray())));

    assertThat(click.getSchema().getFullName()).isEqualTo("shop.Click");
    assertThat(click.get("page")).hasToString("/");
  }

  @Test
  void anIdOfEightBytesIsFollowedByAName() throws IOException {
    ProtobufDecoder eight = decoder(SchemaIdFormat.APICURIO_GLOBAL_ID, "value", UnknownFields.DROP);
    byte[] value = HexFormat.of().parseHex("000000000000000011" + "070a05436c69636b" + "1a012f");

    GenericRecord click = read(eight.decode(Records.of(value, 1_000)));

    assertThat(click.get("page")).hasToString("/");
    assertThat(((Datum) eight.decode(Records.of(value, 1_000))).type.metadata())
        .containsEntry("camus.schema.id", "global-id-17")
        .containsEntry("camus.protobuf.message", "shop.Click");
    value[value.length - 1] = (byte) 0xff;
    assertThat(rejected(eight.decode(Records.of(value, 1_000))))
        .isEqualTo(
            "byte 19 of 20, schema global id 17, message Click: not UTF-8, in shop.Click.page");
  }

  /** Headers: pairs of name and bytes in hexadecimal. */
  private static RecordHeaders headers(String... namesAndValues) {
    RecordHeaders headers = new RecordHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], HexFormat.of().parseHex(namesAndValues[i + 1]));
    }
    return headers;
  }

  @Test
  void apicuriosHeadersNameTheMessageWithOrWithoutARefBeforeIt() throws IOException {
    ProtobufDecoder inHeaders = decoder(SchemaIdFormat.HEADER, "value", UnknownFields.DROP);
    String click = HexFormat.of().formatHex("Click".getBytes(UTF_8));
    RecordHeaders headers =
        headers("apicurio.value.globalId", "0000000000000011", "apicurio.protobuf.type", click);

    for (String value : List.of("1a012f", "070a05436c69636b1a012f", "1a012f", "")) {
      GenericRecord read =
          read(inHeaders.decode(Records.of(HexFormat.of().parseHex(value), 1_000, headers)));
      assertThat(read.getSchema().getFullName()).isEqualTo("shop.Click");
      assertThat(read.get("page")).as(value).hasToString(value.isEmpty() ? "" : "/");
    }
    String inner = HexFormat.of().formatHex("Inner".getBytes(UTF_8));
    assertThat(
            read(inHeaders.decode(
                    Records.of(
                        new byte[] {8, 7},
                        1_000,
                        headers(
                            "apicurio.value.contentId",
                            "0000000000000011",
                            "apicurio.protobuf.type",
                            inner))))
                .getSchema()
                .getFullName())
        .isEqualTo("shop.Click.Inner");
    assertThat(
            rejected(
                inHeaders.decode(
                    Records.of(
                        new byte[] {8, 7},
                        1_000,
                        headers(
                            "apicurio.value.globalId",
                            "0000000000000011",
                            "apicurio.protobuf.type",
                            "4e6f")))))
        .isEqualTo("byte 0, schema global id 17: the schema has no message No");
    assertThat(rejected(inHeaders.decode(Records.of(new byte[1], 1_000))))
        .startsWith("it has no header __value_schema_id, ");
  }

  @Test
  void apicuriosHeadersOfKeysHaveNamesOfTheirOwn() throws IOException {
    String header = HexFormat.of().formatHex("Header".getBytes(UTF_8));

    GenericRecord read =
        read(
            decoder(SchemaIdFormat.HEADER, "key", UnknownFields.DROP)
                .decode(
                    Records.of(
                        HexFormat.of().parseHex("0a0161"),
                        1_000,
                        headers(
                            "apicurio.key.globalId",
                            "0000000000000011",
                            "apicurio.protobuf.type",
                            "4e6f",
                            "apicurio.protobuf.type.key",
                            header))));

    assertThat(read.get("server")).hasToString("a");
  }

  @Test
  void confluentsHeaderHasTheIndexesAfterTheId() throws IOException {
    ProtobufDecoder inHeaders = decoder(SchemaIdFormat.HEADER, "value", UnknownFields.DROP);
    RecordHeaders second = headers("__value_schema_id", "0000000011" + "0202");
    RecordHeaders first = headers("__value_schema_id", "0000000011" + "00");

    assertThat(read(inHeaders.decode(Records.of(new byte[] {0x1a, 1, '/'}, 1_000, second))))
        .extracting(it -> it.get("page").toString())
        .isEqualTo("/");
    assertThat(read(inHeaders.decode(Records.of(new byte[] {0x0a, 1, 'a'}, 1_000, first))))
        .extracting(it -> it.get("server").toString())
        .isEqualTo("a");
    assertThat(
            rejected(
                inHeaders.decode(
                    Records.of(
                        new byte[1], 1_000, headers("__value_schema_id", "0000000011" + "0204")))))
        .isEqualTo("byte 0, schema id 17: the schema has no message 2");
    assertThat(
            rejected(
                inHeaders.decode(
                    Records.of(new byte[1], 1_000, headers("__value_schema_id", "00000011")))))
        .contains("4 bytes, which are no schema id");
  }

  @Test
  void ofTwoEntriesWithTheSameKeyTheLastOneCounts() throws IOException {
    assertThat(
            read(decode(
                    wire(
                        17,
                        "02 02 0a 05 0a 01 61 10 01 0a 05 0a 01 62 10 02 0a 05 0a 01 61 10 03")))
                .get("counts")
                .toString())
        .isIn("{a=3, b=2}", "{b=2, a=3}");
  }

  @Test
  void theLargestUnsignedNumberIsADecimal() throws IOException {
    GenericRecord other = read(decode(wire(17, "04 02 02 08 ff ff ff ff ff ff ff ff ff 01")));

    assertThat(other.get("big"))
        .hasToString(
            ByteBuffer.wrap(new BigInteger("18446744073709551615").toByteArray()).toString());
  }

  @Test
  void unknownFieldsAreDroppedOrKept() throws IOException {
    byte[] value = wire(17, "04 02 00 08 07 12 01 78 1b 08 01 1c 08 09");

    assertThat(read(decode(value)).toString()).isEqualTo("{\"n\": 9}");
    assertThat(((Datum) decode(value)).reduced).isTrue();
    GenericRecord kept = read(decoder(UnknownFields.KEEP).decode(Records.of(value, 1_000)));
    assertThat(kept.get("n")).isEqualTo(9);
    assertThat(((Datum) decoder(UnknownFields.KEEP).decode(Records.of(value, 1_000))).reduced)
        .isFalse();
    byte[] unknown = ((ByteBuffer) kept.get("_unknown")).array();
    assertThat(HexFormat.of().formatHex(unknown)).isEqualTo("1201781b08011c");
  }

  @Test
  void digitsThatAreCutOffAreCounted() {
    // header { time { seconds 100, nanos 2000 or 2001 }}
    Datum exact = (Datum) decode(wire(17, "02 02 12 07 1a 05 08 64 10 d0 0f"));
    assertThat(exact.reduced).isFalse();
    Datum cut = (Datum) decode(wire(17, "02 02 12 07 1a 05 08 64 10 d1 0f"));
    assertThat(cut.reduced).isTrue();
    assertThat(((Datum) decode(wire(17, "02 02 12 07 1a 05 08 64 10 d0 0f"))).reduced).isFalse();
  }

  @Test
  void malformedBytesSayWhere() {
    assertThat(rejected(decode(null))).isEqualTo("null value (tombstone)");
    assertThat(rejected(decode(new byte[4])))
        .isEqualTo(
            "4 bytes: too short for the registry's wire format (a zero byte and a 4-byte schema"
                + " id)");
    assertThat(rejected(decode(wire(17, ""))))
        .isEqualTo("byte 5, schema id 17: no message indexes follow the id");
    assertThat(rejected(decode("{\"a\": 1}".getBytes(UTF_8))))
        .isEqualTo("byte 0 is 0x7b: the registry's wire format starts with 0x00");
    assertThat(rejected(decode(wire(17, "01"))))
        .isEqualTo("byte 5, schema id 17: no message indexes follow the id");
    assertThat(rejected(decode(wire(17, "00 0a 05 61"))))
        .isEqualTo("byte 8 of 9, schema id 17, message Header: 5 bytes needed, 1 left");
    assertThat(rejected(decode(wire(17, "00 0a 01 ff"))))
        .isEqualTo("byte 8 of 9, schema id 17, message Header: not UTF-8, in shop.Header.server");
    assertThat(rejected(decode(wire(17, "00 00"))))
        .isEqualTo("byte 6 of 7, schema id 17, message Header: field number 0");
    assertThat(rejected(decode(wire(17, "00 0f"))))
        .isEqualTo("byte 6 of 7, schema id 17, message Header: wire type 7, which does not exist");
    assertThat(rejected(decode(wire(17, "00 1a 02 10 ff"))))
        .contains("the message ends inside a number");
  }

  @Test
  void aSchemaThatCannotBeUsedSaysWhy() {
    assertThat(decode(wire(99, "00")))
        .isEqualTo(
            new Rejected(RejectionCause.SCHEMA_NOT_FOUND, "schema id 99 is not in the registry"));
    assertThat(rejected(decode(wire(18, "00"))))
        .isEqualTo("schema id 18 cannot be used: it is of type AVRO, not Protobuf");
    assertThat(rejected(decode(wire(19, "00")))).startsWith("schema id 19 cannot be used: ");
    assertThat(rejected(decode(wire(20, "00")))).containsIgnoringCase("group");
    assertThat(rejected(decode(wire(21, "00"))))
        .contains("it imports money.proto, which is not among its references");
  }
}
