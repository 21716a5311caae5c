package io.camus.convert;

import io.camus.format.RecordBuffer;
import io.camus.model.RejectionCause;
import io.camus.spi.ConvertingDecoder;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Records of any writer's schema as records of one reader's schema, by Avro's rules of schema
 * resolution: fields that only the reader has get their defaults, those that only the writer has
 * are dropped, numbers are widened, aliases rename. A record is decoded and encoded again, unless
 * both schemas have the same binary.
 */
public final class Projection extends ConvertingDecoder {
  private final DatumType type;
  private final Schema reader;
  private final GenericDatumWriter<Object> writer;
  private final String readerForm;
  private final Map<DatumType, Optional<GenericDatumReader<Object>>> readers = new HashMap<>();
  private final RecordBuffer buffer = new RecordBuffer();
  private final BinaryEncoder encoder;
  private DatumType latest;
  private Optional<GenericDatumReader<Object>> latestReader = Optional.empty();
  private BinaryDecoder decoder;
  private Object reused;

  /** Collects encoded bytes. */
  private static final class Collected extends OutputStream {
    private final RecordBuffer buffer;

    Collected(RecordBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public void write(int one) {
      buffer.writeRaw(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      buffer.writeRaw(bytes, offset, length);
    }
  }

  /**
   * @param decoder returns Avro binary
   * @param reader the schema of all records
   */
  public Projection(Decoder decoder, Schema reader) {
    super(decoder);
    this.reader = reader;
    this.readerForm = SchemaNormalization.toParsingForm(reader);
    this.type = DatumType.of(reader);
    this.writer = new GenericDatumWriter<>(reader);
    this.encoder = EncoderFactory.get().directBinaryEncoder(new Collected(buffer), null);
  }

  @Override
  protected Decoded convert(Datum datum, SourceRecord record, Datum to) {
    if (datum.type != latest) {
      latestReader = readers.computeIfAbsent(datum.type, it -> reader(it.schema().orElseThrow()));
      latest = datum.type;
    }
    buffer.clear();
    if (latestReader.isEmpty()) {
      buffer.writeRaw(datum.bytes, datum.offset, datum.length);
      return set(to, type, buffer.array(), buffer.length());
    }
    decoder = DecoderFactory.get().binaryDecoder(datum.bytes, datum.offset, datum.length, decoder);
    try {
      reused = latestReader.get().read(reused, decoder);
      writer.write(reused, encoder);
      encoder.flush();
    } catch (AvroTypeException e) {
      return unresolved(e);
    } catch (AvroRuntimeException e) {
      reused = null;
      return Decoded.Rejected.malformed(
          "it cannot be read as the reader's schema: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return set(to, type, buffer.array(), buffer.length());
  }

  /** Empty if the writer's schema has the same binary. */
  private Optional<GenericDatumReader<Object>> reader(Schema writers) {
    return SchemaNormalization.toParsingForm(writers).equals(readerForm)
        ? Optional.empty()
        : Optional.of(new GenericDatumReader<>(writers, reader));
  }

  private Decoded unresolved(AvroTypeException e) {
    reused = null;
    return new Decoded.Rejected(
        RejectionCause.SCHEMA_NOT_FOUND,
        String.format(
            Locale.ROOT,
            "its schema cannot be read as %s, which camus.output.schema names: %s",
            reader.getFullName(),
            e.getMessage()));
  }
}
