package io.camus.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.apache.avro.AvroRuntimeException;
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
      CountEvent event = event(decoder, message.length);
      if (!decoder.isEnd()) {
        throw new IOException("bytes follow the count event");
      }
      return event;
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

  /** Reads the fields in the order of the schema. */
  private static CountEvent event(BinaryDecoder in, int longest) throws IOException {
    long postedMillis = in.readLong();
    String server = text(in, longest);
    String service = text(in, longest);
    byte[] guid = new byte[EventId.LENGTH];
    in.readFixed(guid);
    String tier = text(in, longest);
    String topic = text(in, longest);
    return new CountEvent(
        EventId.of(guid),
        postedMillis,
        server,
        service,
        tier,
        topic,
        in.readLong(),
        in.readLong(),
        in.readLong());
  }

  /** A text; its length is checked before memory is allocated for it. */
  private static String text(BinaryDecoder in, int longest) throws IOException {
    long length = in.readLong();
    if (length < 0 || length > longest) {
      throw new IOException("not a count event: a text of " + length + " bytes");
    }
    byte[] utf8 = new byte[(int) length];
    in.readFixed(utf8);
    return new String(utf8, UTF_8);
  }
}
