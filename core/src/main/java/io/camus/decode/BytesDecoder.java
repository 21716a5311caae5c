package io.camus.decode;

import io.camus.format.RecordBuffer;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.util.Locale;
import org.apache.avro.Schema;

/**
 * Writes each Kafka record, with key, headers and offset, as an Avro record of {@link #SCHEMA}. A
 * null value is data. The event time is Kafka's timestamp; only a record without one is rejected.
 */
public final class BytesDecoder implements Decoder {
  /** {@code io.camus.RawRecord}; {@code timestamp} is Kafka's own time of the record. */
  public static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              String.format(
                  Locale.ROOT,
                  """
              {"type": "record", "name": "RawRecord", "namespace": "io.camus", "fields": [
                {"name": "partition", "type": "int"},
                {"name": "offset", "type": "long"},
                {"name": "timestamp",
                 "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "key", "type": ["null", "bytes"]},
                {"name": "value", "type": ["null", "bytes"]},
                {"name": "headers", "type": %s}]}""",
                  RecordBuffer.HEADERS_SCHEMA));

  private final RecordBuffer buffer = new RecordBuffer();
  private final Datum datum = new Datum();

  public BytesDecoder() {
    datum.type = DatumType.of(SCHEMA);
    datum.origin = AuditFields.UNKNOWN;
  }

  @Override
  public Decoded decode(SourceRecord record) {
    buffer.clear();
    buffer.writeLong(record.partition());
    buffer.writeLong(record.offset());
    buffer.writeLong(record.timestampMillis());
    buffer.writeNullableBytes(record.key());
    buffer.writeNullableBytes(record.value());
    buffer.writeHeaders(record.headers());
    datum.bytes = buffer.array();
    datum.offset = 0;
    datum.length = buffer.length();
    return KafkaTime.complete(datum, record);
  }
}
