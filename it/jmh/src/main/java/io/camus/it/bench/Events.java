package io.camus.it.bench;

import io.camus.decode.AuditFields;
import io.camus.decode.AvroDecoder;
import io.camus.decode.EventTimeRule;
import io.camus.decode.FieldPath;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SourceRecord;
import io.camus.time.TimestampFormats;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Messages of {@code camus bench}, ready in memory. */
final class Events {
  /** How many a benchmark needs as a rule, and runs over in one invocation. */
  static final int COUNT = 1_000;

  private static final int SCHEMA_ID = 17;
  private static final long SEED = 2013;
  private static final long FIRST = 1_795_356_605_123L;

  private Events() {}

  /** The values of messages. */
  static byte[][] of(Payload payload, int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      values[i] = payload.next(FIRST + i, SCHEMA_ID, random);
    }
    return values;
  }

  /** The messages as the pipeline's source hands them out. */
  static SourceRecord[] records(byte[][] values) {
    SourceRecord[] records = new SourceRecord[values.length];
    for (int i = 0; i < values.length; i++) {
      records[i] =
          new SourceRecord()
              .set("t", 0, i, FIRST, null, ByteBuffer.wrap(values[i]), new RecordHeaders());
    }
    return records;
  }

  /** The messages as decoders hand them on. */
  static Datum[] data(byte[][] values, int headBytes, Optional<Schema> schema) {
    DatumType type = new DatumType(schema, Map.of());
    Datum[] data = new Datum[values.length];
    for (int i = 0; i < values.length; i++) {
      data[i] = new Datum();
      data[i].type = type;
      data[i].bytes = values[i];
      data[i].offset = headBytes;
      data[i].length = values[i].length - headBytes;
    }
    return data;
  }

  /** Reads {@link AvroEvents}, with event time, server and service of their header. */
  static AvroDecoder decoder() {
    return new AvroDecoder(
        new OneSchema(),
        new EventTimeRule(
            List.of(FieldPath.parse("header.time")),
            TimestampFormats.parse("unix_milliseconds", ZoneOffset.UTC),
            false),
        new AuditFields(
            List.of(FieldPath.parse("header.server")), List.of(FieldPath.parse("header.service"))));
  }

  /** Knows the schema of the events under every id. */
  private record OneSchema() implements SchemaRegistry {
    @Override
    public Optional<Schema> schema(String topic, int id) {
      return Optional.of(AvroEvents.SCHEMA);
    }

    @Override
    public Optional<Integer> register(String topic, Schema schema) {
      return Optional.empty();
    }
  }
}
