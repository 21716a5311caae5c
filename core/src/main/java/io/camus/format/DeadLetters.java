package io.camus.format;

import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import io.camus.spi.SourceRecord;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;

/**
 * Creates dead letters: rejected records with all of their bytes, for inspection and replay, as
 * Avro data of {@link #SCHEMA}. Not thread-safe.
 */
public final class DeadLetters {
  /** {@code io.camus.DeadLetter}; {@code timestamp} is Kafka's own time of the record. */
  public static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              String.format(
                  Locale.ROOT,
                  """
                  {"type": "record", "name": "DeadLetter", "namespace": "io.camus", "fields": [
                    {"name": "topic", "type": "string"},
                    {"name": "partition", "type": "int"},
                    {"name": "offset", "type": "long"},
                    {"name": "timestamp",
                     "type": ["null", {"type": "long", "logicalType": "timestamp-millis"}]},
                    {"name": "key", "type": ["null", "bytes"]},
                    {"name": "value", "type": ["null", "bytes"]},
                    {"name": "headers", "type": %s},
                    {"name": "cause", "type": "string"},
                    {"name": "message", "type": "string"}]}\
                  """,
                  RecordBuffer.HEADERS_SCHEMA));

  private static final int SYNC_INTERVAL_BYTES = 64_000;
  private static final int DEFLATE_LEVEL = 6;

  /** The format of their files. */
  public static final FileFormat FORMAT =
      new AvroFileFormat(new Compression.Deflate(DEFLATE_LEVEL), SYNC_INTERVAL_BYTES);

  /** The type of every one. */
  public static final DatumType TYPE = DatumType.of(SCHEMA);

  private final RecordBuffer buffer = new RecordBuffer();
  private final CRC32C checksum = new CRC32C();
  private final Datum datum = new Datum();

  /**
   * The dead letter of a record; its event time is Kafka's timestamp.
   *
   * @param rejected why it was rejected
   * @return valid until the next call
   */
  public Datum encode(SourceRecord record, Decoded.Rejected rejected) {
    buffer.clear();
    buffer.writeString(record.topic());
    buffer.writeLong(record.partition());
    buffer.writeLong(record.offset());
    buffer.writeKafkaTime(record.timestampMillis());
    buffer.writeNullableBytes(record.key());
    buffer.writeNullableBytes(record.value());
    buffer.writeHeaders(record.headers());
    buffer.writeString(rejected.cause().name());
    buffer.writeString(rejected.message());
    checksum.reset();
    checksum.update(buffer.array(), 0, buffer.length());
    datum.type = TYPE;
    datum.bytes = buffer.array();
    datum.offset = 0;
    datum.length = buffer.length();
    datum.crc32c = checksum.getValue();
    datum.eventTimeMillis = record.timestampMillis();
    return datum;
  }
}
