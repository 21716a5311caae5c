package io.camus.format;

import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * An open errors file of a task: one entry for each rejected record. It does not name the dead
 * letter file: whether there will be one is decided when the topic is committed, and its name
 * contains topic, partition and offsets. An Avro data file of {@link #SCHEMA}; without rejected
 * records it is a valid empty file.
 */
public final class ErrorIndex implements AutoCloseable {
  /** {@code io.camus.RejectedRecord}; {@code timestamp} is Kafka's own time of the record. */
  public static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "RejectedRecord", "namespace": "io.camus", "fields": [
                {"name": "topic", "type": "string"},
                {"name": "partition", "type": "int"},
                {"name": "offset", "type": "long"},
                {"name": "timestamp",
                 "type": ["null", {"type": "long", "logicalType": "timestamp-millis"}]},
                {"name": "cause", "type": "string"},
                {"name": "message", "type": "string"}]}\
              """);

  private final FileFormat.Writer file;
  private final RecordBuffer buffer = new RecordBuffer();
  private final Datum datum = new Datum();

  /**
   * Starts a file.
   *
   * @param out closed with this, or when this constructor fails
   * @param metadata entries for the file's header
   */
  public ErrorIndex(OutputStream out, Map<String, String> metadata) throws IOException {
    file = DeadLetters.FORMAT.create(out, Optional.of(SCHEMA), metadata);
  }

  /** Appends a rejected record, without its bytes. */
  public void append(SourceRecord record, Decoded.Rejected rejected) throws IOException {
    buffer.clear();
    buffer.writeString(record.topic());
    buffer.writeLong(record.partition());
    buffer.writeLong(record.offset());
    buffer.writeKafkaTime(record.timestampMillis());
    buffer.writeString(rejected.cause().name());
    buffer.writeString(rejected.message());
    datum.bytes = buffer.array();
    datum.length = buffer.length();
    file.append(datum);
  }

  /** Writes what is buffered and closes the stream. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
