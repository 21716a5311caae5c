package io.camus.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.KafkaColumn;
import io.camus.decode.RandomAvro;
import io.camus.decode.Records;
import io.camus.model.ConfigurationException;
import io.camus.model.RejectionCause;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class KafkaColumnsTest {
  private static final List<KafkaColumn> ALL = List.of(KafkaColumn.values());

  private static final Schema CLICK =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Click", "namespace": "a", "doc": "One.", "fields": [
                {"name": "page", "type": "string"}]}""");
  private static final byte[] HOME = {8, 'h', 'o', 'm', 'e'};

  private static GenericRecord read(Decoded decoded) throws IOException {
    Datum datum = (Datum) decoded;
    return new GenericDatumReader<GenericRecord>(datum.type.schema().orElseThrow())
        .read(null, DecoderFactory.get().binaryDecoder(Records.bytes(datum), null));
  }

  private static SourceRecord record(byte[] key, byte[] value) {
    Headers headers = new RecordHeaders().add("trace", new byte[] {1}).add("none", null);
    return new SourceRecord()
        .set(
            "clicks",
            3,
            100,
            5_000,
            key == null ? null : Records.slice(key),
            Records.slice(value),
            headers);
  }

  private static KafkaColumns columns(Schema schema, Optional<Decoder> keys) {
    return new KafkaColumns(
        new Fixed(DatumType.of(schema)), ALL, "_kafka_", keys, Optional.empty());
  }

  @Test
  void columnsFollowTheRecordsOwnFields() throws IOException {
    Decoded decoded = columns(CLICK, Optional.empty()).decode(record("k".getBytes(UTF_8), HOME));
    GenericRecord read = read(decoded);
    assertThat(read.getSchema().getFullName()).isEqualTo("a.Click");
    assertThat(read.getSchema().getDoc()).isEqualTo("One.");
    assertThat(read.getSchema().getFields())
        .extracting(Schema.Field::name)
        .containsExactly(
            "page",
            "_kafka_partition",
            "_kafka_offset",
            "_kafka_timestamp",
            "_kafka_key",
            "_kafka_headers",
            "_kafka_event_time");
    assertThat(read)
        .hasToString(
            "{\"page\": \"home\", \"_kafka_partition\": 3, \"_kafka_offset\": 100,"
                + " \"_kafka_timestamp\": 5000, \"_kafka_key\": \"k\", \"_kafka_headers\":"
                + " [{\"key\": \"trace\", \"value\": \"\\u0001\"}, {\"key\": \"none\","
                + " \"value\": null}], \"_kafka_event_time\": 5000}");
  }

  @Test
  void columnsAreAddedToSchemasAndRemovedAgain() {
    Schema text = Schema.create(Schema.Type.STRING);
    for (Schema schema : List.of(CLICK, text)) {
      KafkaColumns columns = columns(schema, Optional.empty());
      Schema added = columns.added(schema);
      DatumType type = ((Datum) columns.decode(record(null, HOME))).type;
      assertThat(added).isEqualTo(type.schema().orElseThrow());
      assertThat(KafkaColumns.removed(new Schema.Parser().parse(added.toString())))
          .isEqualTo(schema);
    }
    assertThat(KafkaColumns.removed(CLICK)).isSameAs(CLICK);
  }

  @Test
  void keysAreDecodedByTheirOwnDecoder() throws IOException {
    Decoder keys = new TextRecords(new Fixed(DatumType.lines()));
    KafkaColumns columns = columns(CLICK, Optional.of(keys));
    Decoded decoded = columns.decode(record("k".getBytes(UTF_8), HOME));
    DatumType type = ((Datum) decoded).type;
    assertThat(read(decoded).get("_kafka_key")).hasToString("{\"value\": \"k\"}");
    Decoded without = columns.decode(record(null, HOME));
    assertThat(read(without).get("_kafka_key")).isNull();
    assertThat(((Datum) without).type).isSameAs(type);
  }

  @Test
  void badKeyIsTheRecordsFault() {
    Decoded decoded =
        columns(CLICK, Optional.of(record -> Decoded.Rejected.malformed("too short")))
            .decode(record("k".getBytes(UTF_8), HOME));
    assertThat(decoded).isEqualTo(new Decoded.Rejected(RejectionCause.MALFORMED, "key: too short"));
  }

  @Test
  void dataThatAreNoRecordsBecomeTheFieldValue() throws IOException {
    Decoded decoded =
        columns(Schema.create(Schema.Type.STRING), Optional.empty()).decode(record(null, HOME));
    assertThat(read(decoded).get("value")).hasToString("home");
  }

  @Test
  void namesThatAreTakenAndRecordsThatHoldThemselvesAreRefused() {
    Schema taken =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "T", "fields": [
                  {"name": "_kafka_offset", "type": "string"}]}""");
    assertThatThrownBy(() -> columns(taken, Optional.empty()).decode(record(null, HOME)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("_kafka_offset")
        .hasMessageContaining("camus.output.columns.prefix");
    Schema list =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "L", "fields": [
                  {"name": "next", "type": ["null", "L"]}]}""");
    assertThatThrownBy(() -> columns(list, Optional.empty()).decode(record(null, new byte[] {0})))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("holds itself");
  }

  @Property(tries = 300)
  void theRecordsFieldsAreUnchanged(@ForAll long seed) throws IOException {
    RandomAvro avro = new RandomAvro(seed);
    Schema schema = avro.event();
    Object datum = avro.datum(schema);
    byte[] bytes = avro.encode(schema, datum);
    Decoded decoded;
    try {
      decoded = columns(schema, Optional.empty()).decode(record(null, bytes));
    } catch (ConfigurationException e) {
      assertThat(e).hasMessageContaining("holds itself");
      return;
    }
    GenericRecord read = read(decoded);
    Set<String> names =
        schema.getFields().stream().map(Schema.Field::name).collect(Collectors.toSet());
    GenericRecord plain =
        new GenericDatumReader<GenericRecord>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    for (String name : names) {
      assertThat(String.valueOf(read.get(name))).isEqualTo(String.valueOf(plain.get(name)));
    }
    assertThat(read.get("_kafka_offset")).isEqualTo(100L);
    assertThat(ByteBuffer.wrap(Records.bytes((Datum) decoded), 0, bytes.length))
        .isEqualTo(ByteBuffer.wrap(bytes));
  }
}
