package io.camus.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.decode.RandomAvro;
import io.camus.decode.Records;
import io.camus.model.RejectionCause;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class ProjectionTest {
  private static Schema record(String fields) {
    return new Schema.Parser()
        .parse("{\"type\": \"record\", \"name\": \"Click\", \"fields\": [" + fields + "]}");
  }

  private static final Schema FIRST =
      record("{\"name\": \"n\", \"type\": \"int\"}, {\"name\": \"gone\", \"type\": \"string\"}");
  private static final Schema SECOND =
      record(
          "{\"name\": \"n\", \"type\": \"long\"},"
              + " {\"name\": \"page\", \"type\": \"string\", \"default\": \"home\"}");

  private static Object read(Decoded decoded) throws IOException {
    Datum datum = (Datum) decoded;
    return new GenericDatumReader<>(datum.type.schema().orElseThrow())
        .read(null, DecoderFactory.get().binaryDecoder(Records.bytes(datum), null));
  }

  private static byte[] bytes(GenericRecord record) {
    return new RandomAvro(1).encode(record.getSchema(), record);
  }

  @Test
  void recordsOfAllWritersHaveTheReadersSchema() throws IOException {
    DatumType first = DatumType.of(FIRST);
    DatumType second = DatumType.of(SECOND);
    DatumType[] next = {first};
    Decoder writers = record -> new Fixed(next[0]).decode(record);
    Projection projection = new Projection(writers, SECOND);

    Decoded old =
        projection.decode(
            Records.of(
                bytes(new GenericRecordBuilder(FIRST).set("n", 7).set("gone", "x").build()), 5));
    assertThat(read(old)).hasToString("{\"n\": 7, \"page\": \"home\"}");
    DatumType type = ((Datum) old).type;
    next[0] = second;
    Decoded young =
        projection.decode(
            Records.of(
                bytes(new GenericRecordBuilder(SECOND).set("n", 8L).set("page", "a").build()), 5));
    assertThat(read(young)).hasToString("{\"n\": 8, \"page\": \"a\"}");
    assertThat(((Datum) young).type).isSameAs(type);
  }

  @Test
  void aSchemaThatCannotBeReadAsTheReadersRejectsItsRecordsAndNoOthers() throws IOException {
    Schema text = record("{\"name\": \"n\", \"type\": \"string\"}");
    DatumType bad = DatumType.of(text);
    DatumType good = DatumType.of(SECOND);
    DatumType[] next = {bad};
    Projection projection = new Projection(record -> new Fixed(next[0]).decode(record), SECOND);

    Decoded rejected =
        projection.decode(
            Records.of(bytes(new GenericRecordBuilder(text).set("n", "x").build()), 5));
    assertThat(rejected)
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            it -> {
              assertThat(it.cause()).isEqualTo(RejectionCause.SCHEMA_NOT_FOUND);
              assertThat(it.message()).contains("Click", "camus.output.schema");
            });
    next[0] = good;
    assertThat(
            read(
                projection.decode(
                    Records.of(
                        bytes(
                            new GenericRecordBuilder(SECOND).set("n", 8L).set("page", "a").build()),
                        5))))
        .hasToString("{\"n\": 8, \"page\": \"a\"}");
  }

  @Property(tries = 300)
  void theSameSchemaChangesNothing(@ForAll long seed) throws IOException {
    RandomAvro avro = new RandomAvro(seed);
    Schema schema = avro.event();
    byte[] bytes = avro.encode(schema, avro.datum(schema));
    Decoded decoded =
        new Projection(new Fixed(DatumType.of(schema)), schema).decode(Records.of(bytes, 5));
    Object before =
        new GenericDatumReader<>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    assertThat(read(decoded)).hasToString(before.toString());
    assertThat(Records.bytes((Datum) decoded)).isEqualTo(bytes);
  }
}
