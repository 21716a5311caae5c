package io.camus.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.camus.spi.ConvertingDecoder;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Records as JSON objects, one per line. Data that are not records become the field {@code value}.
 */
final class AvroToJson extends ConvertingDecoder {
  private final DatumType type = DatumType.lines();
  private final JsonFactory json =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
  private final Bytes out = new Bytes();
  private BinaryDecoder avro;

  /** A buffer whose array can be used. */
  private static final class Bytes extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }
  }

  /**
   * @param decoder returns Avro binary
   * @param delimiter ends each line
   * @throws IllegalArgumentException if the delimiter may occur in JSON
   */
  AvroToJson(Decoder decoder, byte[] delimiter) {
    super(decoder);
    if (delimiter[0] < 0 || delimiter[0] >= ' ') {
      throw new IllegalArgumentException(
          "camus.output.format = json writes objects that may contain this"
              + " etl.output.record.delimiter; use a line break");
    }
  }

  @Override
  protected Decoded convert(Datum datum, SourceRecord record, Datum to) {
    Schema schema = datum.type.schema().orElseThrow();
    out.reset();
    avro = DecoderFactory.get().binaryDecoder(datum.bytes, datum.offset, datum.length, avro);
    try (JsonGenerator generator = json.createGenerator(out)) {
      try {
        write(schema, new JsonValues(avro, generator), generator);
      } catch (CharacterCodingException e) {
        return Decoded.Rejected.malformed(
            "the text at "
                + generator.getOutputContext().pathAsPointer()
                + " is not UTF-8, and JSON holds no other text");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return set(to, type, out.array(), out.size());
  }

  private static void write(Schema schema, JsonValues values, JsonGenerator generator)
      throws IOException {
    if (schema.getType() == Schema.Type.RECORD) {
      values.write(schema);
    } else {
      generator.writeStartObject();
      generator.writeFieldName("value");
      values.write(schema);
      generator.writeEndObject();
    }
  }
}
