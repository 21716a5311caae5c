package io.camus.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Encodes count events as Avro binary with a prefix that identifies the schema.
 *
 * <p>Either {@code 00 | int32 schema id, big-endian | Avro binary}, the registry wire format, or
 * {@code C3 01 | int64 schema fingerprint, little-endian | Avro binary}, Avro's single-object
 * encoding (Avro specification 1.12). Safe for use by several threads.
 */
public final class CountEventEncoder {
  private final byte[] prefix;

  private CountEventEncoder(byte[] prefix) {
    this.prefix = prefix;
  }

  /** Encodes in the registry wire format, with the id that the registry gave to the schema. */
  public static CountEventEncoder withSchemaId(int schemaId) {
    return new CountEventEncoder(
        ByteBuffer.allocate(1 + Integer.BYTES)
            .put(CountEventSchema.REGISTRY_MAGIC)
            .putInt(schemaId)
            .array());
  }

  /** Encodes as a single object with the schema's fingerprint, if there is no registry. */
  public static CountEventEncoder withFingerprint() {
    return new CountEventEncoder(
        ByteBuffer.allocate(2 + Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(CountEventSchema.SINGLE_OBJECT_0)
            .put(CountEventSchema.SINGLE_OBJECT_1)
            .putLong(CountEventSchema.FINGERPRINT)
            .array());
  }

  /** The message of an event. */
  public byte[] encode(CountEvent event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(192);
    out.writeBytes(prefix);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericRecord>(CountEventSchema.SCHEMA).write(datum(event), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array refused to be written", e);
    }
    return out.toByteArray();
  }

  private static GenericRecord datum(CountEvent event) {
    GenericRecord header = new GenericData.Record(CountEventSchema.HEADER);
    header.put("time", event.postedMillis());
    header.put("server", event.server());
    header.put("service", event.service());
    header.put("guid", new GenericData.Fixed(CountEventSchema.GUID, event.id().toBytes()));
    GenericRecord datum = new GenericData.Record(CountEventSchema.SCHEMA);
    datum.put("header", header);
    datum.put("tier", event.tier());
    datum.put("eventType", event.topic());
    datum.put("count", event.count());
    datum.put("beginTimestamp", event.beginMillis());
    datum.put("endTimestamp", event.endMillis());
    return datum;
  }
}
