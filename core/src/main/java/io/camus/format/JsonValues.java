package io.camus.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;

/**
 * Writes Avro binary as JSON. A union is its value, without a tag; bytes and fixed are Base64;
 * decimals are numbers with all digits; dates, times, timestamps and UUIDs are text in ISO 8601; a
 * number that JSON does not have is text: {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}.
 */
final class JsonValues {
  private final BinaryDecoder in;
  private final JsonGenerator out;
  private final AvroScalars scalars;

  JsonValues(BinaryDecoder in, JsonGenerator out) {
    this.in = in;
    this.out = out;
    this.scalars = new AvroScalars(in, new Scalars(out));
  }

  void write(Schema schema) throws IOException {
    switch (schema.getType()) {
      case RECORD -> {
        out.writeStartObject();
        for (Schema.Field field : schema.getFields()) {
          out.writeFieldName(field.name());
          write(field.schema());
        }
        out.writeEndObject();
      }
      case ARRAY -> {
        out.writeStartArray();
        for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
          for (long i = 0; i < left; i++) {
            write(schema.getElementType());
          }
        }
        out.writeEndArray();
      }
      case MAP -> {
        out.writeStartObject();
        for (long left = in.readMapStart(); left > 0; left = in.mapNext()) {
          for (long i = 0; i < left; i++) {
            out.writeFieldName(scalars.text());
            write(schema.getValueType());
          }
        }
        out.writeEndObject();
      }
      case UNION -> write(schema.getTypes().get(in.readIndex()));
      default -> scalars.write(schema);
    }
  }

  /** Values without fields or items. */
  private record Scalars(JsonGenerator out) implements ScalarSink {
    @Override
    public void nothing() throws IOException {
      out.writeNull();
    }

    @Override
    public void bool(boolean value) throws IOException {
      out.writeBoolean(value);
    }

    @Override
    public void number(long value) throws IOException {
      out.writeNumber(value);
    }

    @Override
    public void number(float value) throws IOException {
      out.writeNumber(value);
    }

    @Override
    public void number(double value) throws IOException {
      out.writeNumber(value);
    }

    @Override
    public void decimal(String digits) throws IOException {
      out.writeNumber(digits);
    }

    @Override
    public void text(String value) throws IOException {
      out.writeString(value);
    }

    @Override
    public void bytes(byte[] value) throws IOException {
      out.writeBinary(value);
    }
  }
}
