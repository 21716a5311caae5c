package io.camus.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;

/**
 * Writes Avro binary as JSON. A union is its value, without a tag; bytes and fixed are Base64;
 * decimals are numbers with all digits; dates, times, timestamps and UUIDs are text in ISO 8601; a
 * number that JSON does not have is text: {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}.
 */
record JsonValues(BinaryDecoder in, JsonGenerator out) {

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
            out.writeFieldName(text());
            write(schema.getValueType());
          }
        }
        out.writeEndObject();
      }
      case UNION -> write(schema.getTypes().get(in.readIndex()));
      case ENUM -> out.writeString(schema.getEnumSymbols().get(in.readEnum()));
      case STRING -> out.writeString(text());
      case BYTES -> writeBytes(schema.getLogicalType(), bytes(in.readBytes(null)));
      case FIXED -> {
        byte[] fixed = new byte[schema.getFixedSize()];
        in.readFixed(fixed);
        writeBytes(schema.getLogicalType(), fixed);
      }
      case INT -> writeInt(schema.getLogicalType(), in.readInt());
      case LONG -> writeLong(schema.getLogicalType(), in.readLong());
      case FLOAT -> out.writeNumber(in.readFloat());
      case DOUBLE -> out.writeNumber(in.readDouble());
      case BOOLEAN -> out.writeBoolean(in.readBoolean());
      case NULL -> {
        in.readNull();
        out.writeNull();
      }
    }
  }

  /**
   * @throws CharacterCodingException if it is not UTF-8
   */
  private String text() throws IOException {
    return StandardCharsets.UTF_8.newDecoder().decode(in.readBytes(null)).toString();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private void writeBytes(LogicalType type, byte[] bytes) throws IOException {
    if (type instanceof LogicalTypes.Decimal decimal && bytes.length > 0) {
      out.writeNumber(new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString());
    } else if (type instanceof LogicalTypes.Uuid && bytes.length == 2 * Long.BYTES) {
      ByteBuffer halves = ByteBuffer.wrap(bytes);
      out.writeString(new UUID(halves.getLong(), halves.getLong()).toString());
    } else {
      out.writeBinary(bytes);
    }
  }

  private void writeInt(LogicalType type, int value) throws IOException {
    if (type instanceof LogicalTypes.Date) {
      out.writeString(LocalDate.ofEpochDay(value).toString());
    } else if (type instanceof LogicalTypes.TimeMillis) {
      writeTime(value, ChronoUnit.MILLIS);
    } else {
      out.writeNumber(value);
    }
  }

  private void writeLong(LogicalType type, long value) throws IOException {
    switch (type == null ? "" : type.getName()) {
      case "time-micros" -> writeTime(value, ChronoUnit.MICROS);
      case "timestamp-millis" -> out.writeString(instant(value, ChronoUnit.MILLIS).toString());
      case "timestamp-micros" -> out.writeString(instant(value, ChronoUnit.MICROS).toString());
      case "timestamp-nanos" -> out.writeString(instant(value, ChronoUnit.NANOS).toString());
      case "local-timestamp-millis" -> writeLocal(value, ChronoUnit.MILLIS);
      case "local-timestamp-micros" -> writeLocal(value, ChronoUnit.MICROS);
      case "local-timestamp-nanos" -> writeLocal(value, ChronoUnit.NANOS);
      default -> out.writeNumber(value);
    }
  }

  /** A time that is none of a day stays a number. */
  private void writeTime(long value, ChronoUnit unit) throws IOException {
    long day = ChronoUnit.DAYS.getDuration().dividedBy(unit.getDuration());
    if (value < 0 || value >= day) {
      out.writeNumber(value);
    } else {
      out.writeString(LocalTime.MIDNIGHT.plus(value, unit).toString());
    }
  }

  private static Instant instant(long value, ChronoUnit unit) {
    return Instant.EPOCH.plus(value, unit);
  }

  private void writeLocal(long value, ChronoUnit unit) throws IOException {
    LocalDateTime local = LocalDateTime.ofInstant(instant(value, unit), ZoneOffset.UTC);
    out.writeString(local.toString());
  }
}
