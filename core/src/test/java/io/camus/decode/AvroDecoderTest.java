package io.camus.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.RejectionCause;
import io.camus.schema.PoisonSchemas;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import io.camus.time.TimestampFormat;
import io.camus.time.TimestampFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroDecoderTest {
  private static final long TIME = 1_795_356_605_123L;

  private final AuditFields noAudit = new AuditFields(List.of(), List.of());

  @Test
  void datumPointsIntoTheRecordsOwnArrayBehindTheHead() {
    Schema schema = SchemaBuilder.record("A").fields().requiredLong("timestamp").endRecord();
    SourceRecord record = Records.of(Records.wire(17, encode(e -> e.writeLong(TIME))), 1);

    Datum datum = (Datum) decoder(schema).decode(record);

    assertThat(datum.bytes).isSameAs(record.value().array());
    assertThat(Records.bytes(datum)).isEqualTo(encode(e -> e.writeLong(TIME)));
    assertThat(datum.eventTimeMillis).isEqualTo(TIME);
    assertThat(datum.origin.server()).isEqualTo("unknown_server");
    assertThat(datum.origin.service()).isEqualTo("unknown_service");
    assertThat(datum.type.schema()).contains(schema);
    assertThat(datum.type.metadata()).containsEntry("camus.schema.id", "17");
  }

  @Test
  void everySchemaIdHasOneTypeForEver() {
    AvroDecoder decoder = decoder(Schema.create(Schema.Type.STRING));
    Datum first = (Datum) decoder.decode(Records.of(Records.wire(17, new byte[] {0}), 1));
    Object type = first.type;
    decoder.decode(Records.of(Records.wire(18, new byte[] {0}), 1));
    Datum again = (Datum) decoder.decode(Records.of(Records.wire(17, new byte[] {0}), 1));

    assertThat(again.type).isSameAs(type);
  }

  @Test
  void unknownSchemaIdIsNamed() {
    assertRejected(
        decoder(Schema.create(Schema.Type.NULL))
            .decode(Records.of(Records.wire(18, new byte[0]), 1)),
        RejectionCause.SCHEMA_NOT_FOUND,
        "schema id 18 is not in the registry");
  }

  @Test
  void aSchemaThatIsNestedTooDeeplyIsOfNoUse() {
    AvroDecoder decoder = decoder(PoisonSchemas.tooDeep());
    for (int i = 0; i < 2; i++) {
      assertRejected(
          decoder.decode(Records.of(Records.wire(17, new byte[] {0}), 1)),
          RejectionCause.SCHEMA_NOT_FOUND,
          "schema id 17 cannot be used: it is nested too deeply");
    }
  }

  @Test
  void nullValueIsNotMalformed() {
    assertRejected(
        decoder(Schema.create(Schema.Type.NULL)).decode(Records.of((byte[]) null, 1)),
        RejectionCause.NULL_VALUE,
        "null");
  }

  @Test
  void valuesWithoutAHeadAreMalformed() {
    AvroDecoder decoder = decoder(Schema.create(Schema.Type.STRING));
    assertRejected(decoder.decode(Records.of(new byte[0], 1)), RejectionCause.MALFORMED, "0 bytes");
    assertRejected(
        decoder.decode(Records.of(new byte[] {0, 0, 0, 17}, 1)),
        RejectionCause.MALFORMED,
        "4 bytes");
    assertRejected(
        decoder.decode(Records.of("{\"a\":1}", 1)), RejectionCause.MALFORMED, "byte 0 is 0x7b");
  }

  @Test
  void trailingAndMissingBytesAreMalformedAtTheirPlace() {
    AvroDecoder decoder = decoder(Schema.create(Schema.Type.STRING));
    assertRejected(
        decoder.decode(Records.of(Records.wire(17, new byte[] {2, 'a', 'b'}), 1)),
        RejectionCause.MALFORMED,
        "byte 7 of 8");
    assertRejected(
        decoder.decode(Records.of(Records.wire(17, new byte[] {6, 'a', 'b'}), 1)),
        RejectionCause.MALFORMED,
        "3 bytes needed, 2 left");
  }

  @Test
  void withoutAnEventTimeKafkasOwnIsTaken() {
    Schema schema = SchemaBuilder.record("A").fields().optionalLong("timestamp").endRecord();
    byte[] nothing = Records.wire(17, new byte[] {0});

    assertThat(((Datum) decoder(schema).decode(Records.of(nothing, TIME))).eventTimeMillis)
        .isEqualTo(TIME);
    assertRejected(
        decoder(schema).decode(Records.of(nothing, -1)), RejectionCause.NO_EVENT_TIME, "Kafka");
    assertRejected(
        decoder(schema).decode(Records.of(nothing, TIME * 1000)),
        RejectionCause.NO_EVENT_TIME,
        "years 0 to 9999");
  }

  @Test
  void logicalTypeWinsOverTheConfiguredUnit() {
    assertThat(timeOf("{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}", TIME * 1000))
        .isEqualTo(TIME);
    assertThat(timeOf("{\"type\":\"long\",\"logicalType\":\"timestamp-nanos\"}", TIME * 1000_000))
        .isEqualTo(TIME);
    assertThat(timeOf("\"long\"", TIME / 1000)).isEqualTo(TIME / 1000 * 1000);
    assertThat(
            timeOf(
                "{\"type\":\"long\",\"logicalType\":\"local-timestamp-millis\"}", TIME + 3_600_000))
        .isEqualTo(TIME);
    assertThat(timeOf("{\"type\":\"int\",\"logicalType\":\"date\"}", 1))
        .isEqualTo(86_400_000 - 3_600_000);
    assertThat(timeOf("{\"type\":\"int\",\"logicalType\":\"time-millis\"}", 1)).isEqualTo(5);
  }

  /** The event time by seconds in Paris, in winter one hour ahead of UTC; Kafka's is 5. */
  private long timeOf(String type, long number) {
    Schema schema =
        new Schema.Parser()
            .parse(
                String.format(
                    Locale.ROOT,
                    "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"timestamp\",\"type\":%s}]}",
                    type));
    TimestampFormat seconds = TimestampFormats.parse("unix", ZoneId.of("Europe/Paris"));
    AvroDecoder decoder =
        new AvroDecoder(
            new OneSchema(17, schema),
            new EventTimeRule(List.of(FieldPath.parse("timestamp")), seconds, false),
            noAudit);
    byte[] value = Records.wire(17, encode(e -> e.writeLong(number)));
    return ((Datum) decoder.decode(Records.of(value, 5))).eventTimeMillis;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'map','values':'long'}",
        "{'type':'map','values':['null','string','long']}",
        "{'type':'record','name':'A','fields':[{'name':'header','type':"
            + "{'type':'map','values':'long'}}]}",
        "{'type':'record','name':'A','fields':[{'name':'header','type':"
            + "['null',{'type':'map','values':['null','long']}]}]}",
        "{'type':'map','values':{'type':'record','name':'A','fields':[{'name':'x','type':'string'},"
            + "{'name':'time','type':'long'}]}}",
      })
  void aMapHasFieldsToo(String text) throws IOException {
    Schema schema = new Schema.Parser().parse(text.replace('\'', '"'));
    Map<String, Object> times = new LinkedHashMap<>();
    boolean top = schema.getType() == Schema.Type.MAP;
    Object value = TIME;
    if (top && schema.getValueType().getType() == Schema.Type.RECORD) {
      GenericData.Record record = new GenericData.Record(schema.getValueType());
      record.put("x", "y");
      record.put("time", TIME);
      times.put("other", record);
      times.put("header", record);
    } else {
      times.put("before", 1L);
      times.put(top ? "timestamp" : "time", value);
      times.put("after", 2L);
    }
    Object datum = times;
    if (!top) {
      GenericData.Record record = new GenericData.Record(schema);
      record.put("header", times);
      datum = record;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().blockingBinaryEncoder(bytes, null);
    new GenericDatumWriter<Object>(schema).write(datum, encoder);
    encoder.flush();

    Datum read =
        (Datum) decoder(schema).decode(Records.of(Records.wire(17, bytes.toByteArray()), 5));

    assertThat(read.eventTimeMillis).isEqualTo(TIME);
    assertThat(read.eventTimeSource).isEqualTo(Datum.FIRST_FIELD + datumIsTime(top, schema));
  }

  private static int datumIsTime(boolean top, Schema schema) {
    return top && schema.getValueType().getType() != Schema.Type.RECORD ? 1 : 0;
  }

  @ParameterizedTest
  @CsvSource({
    "'\"boolean\"', timestamp = Avro's boolean",
    "'{\"type\":\"map\",\"values\":\"int\"}', timestamp = Avro's map",
    "'{\"type\":\"array\",\"items\":\"int\"}', timestamp = Avro's array",
    "'\"bytes\"', timestamp = Avro's bytes",
    "'[\"null\",\"int\"]', ",
    "'{\"type\":\"int\",\"logicalType\":\"time-millis\"}', timestamp = Avro's time-millis",
  })
  void aFieldThatCannotHoldATimeIsUnreadableAndNullIsMissing(String type, String unread) {
    Schema schema =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"timestamp\",\"type\":"
                    + type
                    + "}]}");
    Datum read = (Datum) decoder(schema).decode(Records.of(Records.wire(17, new byte[1]), 5));

    assertThat(read.eventTimeMillis).isEqualTo(5);
    assertThat(read.eventTimeSource)
        .isEqualTo(unread == null ? Datum.FIELD_MISSING : Datum.FIELD_UNREADABLE);
    assertThat(read.unreadTime).isEqualTo(unread);
  }

  @Test
  void hugeCountOfEmptyItemsEndsAtOnce() {
    Schema schema = Schema.createArray(Schema.create(Schema.Type.NULL));
    AvroDecoder decoder = decoder(schema);
    byte[] some = encode(e -> writeLongs(e, 1000, 0));
    byte[] huge = encode(e -> writeLongs(e, 1L << 40, 0));

    assertThat(decoder.decode(Records.of(Records.wire(17, some), 1))).isInstanceOf(Datum.class);
    assertRejected(
        decoder.decode(Records.of(Records.wire(17, huge), 1)),
        RejectionCause.MALFORMED,
        "array items of zero bytes");
  }

  @Test
  void aBlockThatStatesAnotherSizeThanItHasIsRejected() throws IOException {
    Schema number = Schema.create(Schema.Type.LONG);
    Schema text = Schema.create(Schema.Type.STRING);
    Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), number);
    Schema empty = Schema.createRecord("Empty", null, "x", false, List.of());
    Schema eight = Schema.createFixed("Eight", null, "x", 8);
    byte[] numbers = {2, 4};
    assertSized(Schema.createArray(number), 2, numbers);
    assertSized(Schema.createArray(Schema.create(Schema.Type.INT)), 2, numbers);
    assertSized(Schema.createArray(text), 1, new byte[] {4, 'a', 'b'});
    assertSized(Schema.createArray(optional), 2, new byte[] {2, 8, 0});
    assertSized(Schema.createArray(eight), 1, new byte[8]);
    assertSized(Schema.createArray(empty), 3, new byte[0]);
    assertSized(Schema.createMap(text), 1, new byte[] {2, 'k', 2, 'v'});
    assertSized(Schema.createMap(number), 1, new byte[] {2, 'k', 4});
    byte[] inner = encode(e -> writeLongs(e, -2, 2, 1, 2, 0));
    assertSized(Schema.createArray(Schema.createArray(number)), 1, inner);
  }

  /** Blocks of these items, with and without a size that is right, and with others. */
  private void assertSized(Schema schema, int count, byte[] items) throws IOException {
    AvroDecoder decoder = decoder(schema);
    for (int size = -1; size <= items.length + 2; size++) {
      long stated = size;
      byte[] block =
          encode(
              e -> {
                writeLongs(e, -count, stated);
                e.writeFixed(items);
                writeLongs(e, count);
                e.writeFixed(items);
                writeLongs(e, 0);
              });
      Decoded decoded = decoder.decode(Records.of(Records.wire(17, block), 1));
      if (size == items.length) {
        assertThat(decoded).as("%s of %d bytes", schema, size).isInstanceOf(Datum.class);
      } else {
        assertRejected(decoded, RejectionCause.MALFORMED, "a block of");
      }
    }
  }

  @Test
  void whatIsRejectedForItsBlockSizesAReaderThatSkipsTheFieldLoses() throws IOException {
    Schema array = Schema.createArray(Schema.create(Schema.Type.LONG));
    byte[] wrongSize = encode(e -> writeLongs(e, -2, 3, 1, 2, 0, 0));
    BinaryDecoder reader = DecoderFactory.get().binaryDecoder(wrongSize, null);

    GenericDatumReader.skip(array, reader);

    assertThat(reader.isEnd()).as("the number behind the array is lost").isTrue();
    assertRejected(
        decoder(
                SchemaBuilder.record("A")
                    .fields()
                    .name("a")
                    .type(array)
                    .noDefault()
                    .requiredLong("b")
                    .endRecord())
            .decode(Records.of(Records.wire(17, wrongSize), 1)),
        RejectionCause.MALFORMED,
        "a block of items ends 1 bytes before its stated end");
  }

  @Test
  void aBlockOfTheLeastCountThatThereIsIsRejected() {
    byte[] leastCount = encode(e -> writeLongs(e, Long.MIN_VALUE, 0, 0));
    assertRejected(
        decoder(Schema.createArray(Schema.create(Schema.Type.LONG)))
            .decode(Records.of(Records.wire(17, leastCount), 1)),
        RejectionCause.MALFORMED,
        "a block of");
  }

  @Test
  void deepNestingIsRejectedAndWhatIsAcceptedAStockReaderCanRead() throws Exception {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Node", "fields": [
                  {"name": "next", "type": ["null", "Node"]}]}""");
    AvroDecoder decoder = decoder(schema);
    byte[] deepest = nodes(AvroWalker.DEEPEST);

    assertThat(decoder.decode(Records.of(Records.wire(17, deepest), 1))).isInstanceOf(Datum.class);
    for (int count : new int[] {AvroWalker.DEEPEST + 1, 1_000_000}) {
      assertRejected(
          decoder.decode(Records.of(Records.wire(17, nodes(count)), 1)),
          RejectionCause.MALFORMED,
          "levels of nesting");
    }
    Thread reader =
        new Thread(null, () -> assertThat(read(schema, deepest)).isNotNull(), "reader", 512 << 10);
    Throwable[] failure = new Throwable[1];
    reader.setUncaughtExceptionHandler((thread, e) -> failure[0] = e);
    reader.start();
    reader.join();
    assertThat(failure[0]).isNull();
  }

  @Test
  void recordThatAlwaysHoldsItselfIsRejected() {
    Schema schema = Schema.createRecord("Node", null, null, false);
    schema.setFields(List.of(new Schema.Field("next", schema)));

    assertRejected(
        decoder(schema).decode(Records.of(Records.wire(17, new byte[] {0}), 1)),
        RejectionCause.MALFORMED,
        "always contains itself");
  }

  private static byte[] nodes(int count) {
    return encode(
        e -> {
          for (int i = 0; i < count; i++) {
            e.writeIndex(1);
          }
          e.writeIndex(0);
        });
  }

  private static Object read(Schema schema, byte[] bytes) {
    try {
      return new GenericDatumReader<>(schema)
          .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private AvroDecoder decoder(Schema schema) {
    TimestampFormat millis = TimestampFormats.parse("unix_milliseconds", ZoneOffset.UTC);
    return new AvroDecoder(
        new OneSchema(17, schema),
        new EventTimeRule(
            List.of(FieldPath.parse("header.time"), FieldPath.parse("timestamp")), millis, false),
        noAudit);
  }

  private static void assertRejected(Decoded decoded, RejectionCause cause, String message) {
    assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
    Decoded.Rejected rejected = (Decoded.Rejected) decoded;
    assertThat(rejected.cause()).isEqualTo(cause);
    assertThat(rejected.message()).contains(message);
  }

  private interface Writing {
    void to(BinaryEncoder encoder) throws IOException;
  }

  private static byte[] encode(Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      writing.to(encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static void writeLongs(BinaryEncoder encoder, long... numbers) throws IOException {
    for (long number : numbers) {
      encoder.writeLong(number);
    }
  }
}
