package io.camus.it.bench;

import io.camus.it.registry.RegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Records of one schema in the registry's wire format. */
abstract class AvroPayload implements Payload {
  private static final int WIRE_HEADER = 5;

  private final Schema schema;
  private final DatumReading reading;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private BinaryEncoder encoder;

  AvroPayload(Schema schema) {
    this.schema = schema;
    this.reading = new DatumReading(schema);
  }

  /** Writes the fields of the next record. */
  abstract void write(BinaryEncoder to, long eventMillis, RandomGenerator random)
      throws IOException;

  @Override
  public final Form form() {
    return Form.AVRO;
  }

  /** The schema of all records. */
  final Schema schema() {
    return schema;
  }

  @Override
  public final int register(RegistryClient registry, String topic) {
    return registry.register(topic, schema);
  }

  @Override
  public final long content(byte[] last) {
    return reading.hash(last);
  }

  @Override
  public final byte[] next(long eventMillis, int schemaId, RandomGenerator random) {
    out.reset();
    for (int shift = (WIRE_HEADER - 1) * 8; shift >= 0; shift -= 8) {
      out.write(shift == 32 ? 0 : schemaId >>> shift);
    }
    encoder = EncoderFactory.get().directBinaryEncoder(out, encoder);
    try {
      write(encoder, eventMillis, random);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
