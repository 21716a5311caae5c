package io.camus.it.soak;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** The values of a soak's messages, no two of them equal. One in 5,000 is garbage. */
final class SoakMessages {
  static final Schema ORDER =
      SchemaBuilder.record("Order")
          .namespace("io.camus.soak")
          .fields()
          .requiredLong("timestamp")
          .requiredLong("number")
          .requiredString("note")
          .endRecord();

  private static final int SOUND_PER_GARBAGE = 5_000;

  private final int schemaId;
  private final Random random;
  private long numbers;

  /**
   * @param schemaId the registry's id of {@link #ORDER}
   */
  SoakMessages(int schemaId, Random random) {
    this.schemaId = schemaId;
    this.random = random;
  }

  /** The next value of a topic. */
  byte[] next(SoakTopic topic, long eventMillis) {
    long number = ++numbers;
    if (random.nextInt(SOUND_PER_GARBAGE) == 0) {
      return new byte[] {(byte) 0xFF, (byte) number, (byte) (number >> 8), (byte) (number >> 16)};
    }
    String note = "x".repeat(random.nextInt(200));
    return switch (topic) {
      case ORDERS -> order(eventMillis, number, note);
      case LINES -> text(String.format(Locale.ROOT, "line %d \u00e4\u20ac %s", number, note));
      case CLICKS, PAYMENTS ->
          text(
              String.format(
                  Locale.ROOT,
                  "{\"timestamp\":%d,\"number\":%d,\"note\":\"%s\"}",
                  eventMillis,
                  number,
                  note));
    };
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] order(long eventMillis, long number, String note) {
    GenericRecord order = new GenericData.Record(ORDER);
    order.put("timestamp", eventMillis);
    order.put("number", number);
    order.put("note", note);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericRecord>(ORDER).write(order, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
