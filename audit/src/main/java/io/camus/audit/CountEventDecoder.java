package io.camus.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads what {@link CountEventEncoder} writes, in both of its forms. Safe for use by several
 * threads.
 *
 * <p>The id in the registry wire format is not looked up: an audit topic holds one schema.
 */
public final class CountEventDecoder {

  /**
   * The event in a message.
   *
   * @throws IOException if the bytes are anything but exactly one event of this schema
   */
  public CountEvent decode(byte[] message) throws IOException {
    int start = prefixLength(message);
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(message, start, message.length - start, null);
    try {
      GenericRecord datum =
          new GenericDatumReader<GenericRecord>(CountEventSchema.SCHEMA).read(null, decoder);
      if (!decoder.isEnd()) {
        throw new IOException("bytes follow the count event");
      }
      return event(datum);
    } catch (AvroRuntimeException | IllegalArgumentException e) {
      throw new IOException("not a count event: " + e.getMessage(), e);
    }
  }

  private static int prefixLength(byte[] message) throws IOException {
    if (message.length > 5 && message[0] == CountEventSchema.REGISTRY_MAGIC) {
      return 5;
    }
    if (message.length > 10
        && message[0] == CountEventSchema.SINGLE_OBJECT_0
        && message[1] == CountEventSchema.SINGLE_OBJECT_1) {
      long fingerprint = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
      if (fingerprint == CountEventSchema.FINGERPRINT) {
        return 10;
      }
      throw new IOException(
          String.format(
              Locale.ROOT,
              "not a count event: its schema has the fingerprint %016x, not %016x",
              fingerprint,
              CountEventSchema.FINGERPRINT));
    }
    throw new IOException("not a count event: unknown encoding");
  }

  private static CountEvent event(GenericRecord datum) {
    GenericRecord header = (GenericRecord) datum.get("header");
    return new CountEvent(
        EventId.of(((GenericFixed) header.get("guid")).bytes()),
        (long) header.get("time"),
        header.get("server").toString(),
        header.get("service").toString(),
        datum.get("tier").toString(),
        datum.get("eventType").toString(),
        (long) datum.get("count"),
        (long) datum.get("beginTimestamp"),
        (long) datum.get("endTimestamp"));
  }
}
