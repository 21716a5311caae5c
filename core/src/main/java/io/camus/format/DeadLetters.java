package io.camus.format;

import io.camus.digest.ContentDigest;
import io.camus.spi.Decoded;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * An open file of dead letters: rejected records with every byte that Kafka had of them, so that
 * they can be looked at and replayed. An Avro data file of {@link #SCHEMA}.
 */
public final class DeadLetters implements AutoCloseable {
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
                {"name": "message", "type": "string"}]}""",
                  RecordBuffer.HEADERS_SCHEMA));

  private static final int SYNC_INTERVAL_BYTES = 64_000;
  private static final int DEFLATE_LEVEL = 6;

  /** The memory, about, that an open file takes in bytes, while no record is large. */
  public static final long OPEN_BYTES =
      new AvroFileFormat(new Compression.Deflate(DEFLATE_LEVEL), SYNC_INTERVAL_BYTES).openBytes();

  private final AvroFileWriter file;
  private final RecordBuffer buffer = new RecordBuffer();
  private final ContentDigest content = new ContentDigest();

  /**
   * Starts a file.
   *
   * @param out closed with this, or when this constructor fails
   * @param metadata facts for the file's head
   */
  public DeadLetters(OutputStream out, Map<String, String> metadata) throws IOException {
    AvroCodec codec = AvroCodec.of(new Compression.Deflate(DEFLATE_LEVEL));
    file = new AvroFileWriter(out, SCHEMA, metadata, codec, SYNC_INTERVAL_BYTES);
  }

  /** Appends a record and why it was rejected. */
  public void append(SourceRecord record, Decoded.Rejected rejected) throws IOException {
    buffer.clear();
    buffer.writeString(record.topic());
    buffer.writeLong(record.partition());
    buffer.writeLong(record.offset());
    if (record.timestampMillis() == -1) {
      buffer.writeNull();
    } else {
      buffer.writePresentLong(record.timestampMillis());
    }
    buffer.writeNullableBytes(record.key());
    buffer.writeNullableBytes(record.value());
    buffer.writeHeaders(record.headers());
    buffer.writeString(rejected.cause().name());
    buffer.writeString(rejected.message());
    file.append(buffer.array(), 0, buffer.length());
    content.add(buffer.array(), 0, buffer.length());
  }

  /** Of what was appended, as {@link ContentDigest} writes it. */
  public String contentDigest() {
    return content.text();
  }

  /** Writes what is buffered and closes the stream. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
