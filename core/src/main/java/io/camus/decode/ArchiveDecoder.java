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
 * Writes everything that Kafka has of a record as an Avro record of {@link #SCHEMA}, enough to
 * rebuild the topic. A null value is data. The event time is Kafka's timestamp; only a record
 * without one is rejected.
 */
public final class ArchiveDecoder implements Decoder {
  /** {@code io.camus.ArchivedRecord}. */
  public static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              String.format(
                  Locale.ROOT,
                  """
                  {"type": "record", "name": "ArchivedRecord", "namespace": "io.camus", "fields": [
                    {"name": "topic", "type": "string"},
                    {"name": "partition", "type": "int"},
                    {"name": "offset", "type": "long"},
                    {"name": "leader_epoch", "type": ["null", "int"]},
                    {"name": "timestamp",
                     "type": ["null", {"type": "long", "logicalType": "timestamp-millis"}]},
                    {"name": "timestamp_type", "type": {"type": "enum", "name": "TimestampType",
                     "symbols": ["NONE", "CREATE_TIME", "LOG_APPEND_TIME"]}},
                    {"name": "key", "type": ["null", "bytes"]},
                    {"name": "value", "type": ["null", "bytes"]},
                    {"name": "headers", "type": %s}]}""",
                  RecordBuffer.HEADERS_SCHEMA));

  private final RecordBuffer buffer = new RecordBuffer();
  private final Datum datum = new Datum();

  public ArchiveDecoder() {
    datum.type = DatumType.of(SCHEMA);
    datum.origin = AuditFields.UNKNOWN;
  }

  @Override
  public Decoded decode(SourceRecord record) {
    buffer.clear();
    buffer.writeString(record.topic());
    buffer.writeLong(record.partition());
    buffer.writeLong(record.offset());
    if (record.leaderEpoch() < 0) {
      buffer.writeLong(0);
    } else {
      buffer.writeLong(1);
      buffer.writeLong(record.leaderEpoch());
    }
    buffer.writeKafkaTime(record.timestampMillis());
    buffer.writeLong(
        switch (record.timestampType()) {
          case NO_TIMESTAMP_TYPE -> 0;
          case CREATE_TIME -> 1;
          case LOG_APPEND_TIME -> 2;
        });
    buffer.writeNullableBytes(record.key());
    buffer.writeNullableBytes(record.value());
    buffer.writeHeaders(record.headers());
    datum.bytes = buffer.array();
    datum.offset = 0;
    datum.length = buffer.length();
    return KafkaTime.complete(datum, record);
  }
}
