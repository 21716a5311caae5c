package io.camus.format;

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
 * Reads Avro binary without fields or items for formats of text: enums, dates, times, timestamps
 * and UUIDs become text, the latter in ISO 8601.
 */
record AvroScalars(BinaryDecoder in, ScalarSink out) {

  /**
   * Reads a value.
   *
   * @throws CharacterCodingException if a text is not UTF-8
   * @throws IllegalArgumentException if the type is a record, union, array or map
   */
  void write(Schema schema) throws IOException {
    switch (schema.getType()) {
      case ENUM -> out.text(schema.getEnumSymbols().get(in.readEnum()));
      case STRING -> out.text(text());
      case BYTES -> writeBytes(schema.getLogicalType(), bytes(in.readBytes(null)));
      case FIXED -> {
        byte[] fixed = new byte[schema.getFixedSize()];
        in.readFixed(fixed);
        writeBytes(schema.getLogicalType(), fixed);
      }
      case INT -> writeInt(schema.getLogicalType(), in.readInt());
      case LONG -> writeLong(schema.getLogicalType(), in.readLong());
      case FLOAT -> out.number(in.readFloat());
      case DOUBLE -> out.number(in.readDouble());
      case BOOLEAN -> out.bool(in.readBoolean());
      case NULL -> {
        in.readNull();
        out.nothing();
      }
      case RECORD, UNION, ARRAY, MAP -> throw new IllegalArgumentException(schema.toString());
    }
  }

  /**
   * Reads a text, or a map's key.
   *
   * @throws CharacterCodingException if it is not UTF-8
   */
  String text() throws IOException {
    return StandardCharsets.UTF_8.newDecoder().decode(in.readBytes(null)).toString();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private void writeBytes(LogicalType type, byte[] bytes) throws IOException {
    if (type instanceof LogicalTypes.Decimal decimal && bytes.length > 0) {
      out.decimal(new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString());
    } else if (type instanceof LogicalTypes.Uuid && bytes.length == 2 * Long.BYTES) {
      ByteBuffer halves = ByteBuffer.wrap(bytes);
      out.text(new UUID(halves.getLong(), halves.getLong()).toString());
    } else {
      out.bytes(bytes);
    }
  }

  private void writeInt(LogicalType type, int value) throws IOException {
    if (type instanceof LogicalTypes.Date) {
      out.text(LocalDate.ofEpochDay(value).toString());
    } else if (type instanceof LogicalTypes.TimeMillis) {
      writeTime(value, ChronoUnit.MILLIS);
    } else {
      out.number(value);
    }
  }

  private void writeLong(LogicalType type, long value) throws IOException {
    switch (type == null ? "" : type.getName()) {
      case "time-micros" -> writeTime(value, ChronoUnit.MICROS);
      case "timestamp-millis" -> out.text(instant(value, ChronoUnit.MILLIS).toString());
      case "timestamp-micros" -> out.text(instant(value, ChronoUnit.MICROS).toString());
      case "timestamp-nanos" -> out.text(instant(value, ChronoUnit.NANOS).toString());
      case "local-timestamp-millis" -> writeLocal(value, ChronoUnit.MILLIS);
      case "local-timestamp-micros" -> writeLocal(value, ChronoUnit.MICROS);
      case "local-timestamp-nanos" -> writeLocal(value, ChronoUnit.NANOS);
      default -> out.number(value);
    }
  }

  /** A time that is none of a day stays a number. */
  private void writeTime(long value, ChronoUnit unit) throws IOException {
    long day = ChronoUnit.DAYS.getDuration().dividedBy(unit.getDuration());
    if (value < 0 || value >= day) {
      out.number(value);
    } else {
      out.text(LocalTime.MIDNIGHT.plus(value, unit).toString());
    }
  }

  private static Instant instant(long value, ChronoUnit unit) {
    return Instant.EPOCH.plus(value, unit);
  }

  private void writeLocal(long value, ChronoUnit unit) throws IOException {
    LocalDateTime local = LocalDateTime.ofInstant(instant(value, unit), ZoneOffset.UTC);
    out.text(local.toString());
  }
}
