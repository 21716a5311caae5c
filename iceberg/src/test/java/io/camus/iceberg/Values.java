package io.camus.iceberg;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;

/** Values in one form, whether they come from Avro or from a table. */
final class Values {
  private static final OffsetDateTime EPOCH =
      OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private Values() {}

  /** What a table should have for an Avro datum. */
  static Object ofAvro(Schema schema, Object datum) {
    if (datum == null) {
      return "null";
    }
    String meaning = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    return switch (schema.getType()) {
      case UNION ->
          ofAvro(
              schema.getTypes().get(schema.getTypes().get(0).getType() == Schema.Type.NULL ? 1 : 0),
              datum);
      case RECORD -> {
        Map<String, Object> fields = new TreeMap<>();
        for (Schema.Field field : schema.getFields()) {
          fields.put(
              field.name(), ofAvro(field.schema(), ((GenericRecord) datum).get(field.pos())));
        }
        yield fields;
      }
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (Object item : (Collection<?>) datum) {
          items.add(ofAvro(schema.getElementType(), item));
        }
        yield items;
      }
      case MAP -> {
        Map<String, Object> values = new TreeMap<>();
        ((Map<?, ?>) datum)
            .forEach(
                (key, value) -> values.put(key.toString(), ofAvro(schema.getValueType(), value)));
        yield values;
      }
      case BYTES -> bytes(schema, array((ByteBuffer) datum), meaning);
      case FIXED -> bytes(schema, ((GenericFixed) datum).bytes(), meaning);
      case INT, LONG -> number(((Number) datum).longValue(), meaning);
      default -> datum.toString();
    };
  }

  private static Object number(long value, String meaning) {
    return switch (meaning) {
      case "date" -> "day " + value;
      case "time-millis" -> "time " + value * 1000;
      case "time-micros" -> "time " + value;
      case "timestamp-millis" -> "instant " + value * 1000;
      case "timestamp-micros" -> "instant " + value;
      case "local-timestamp-millis" -> "local " + value * 1000;
      case "local-timestamp-micros" -> "local " + value;
      default -> Long.toString(value);
    };
  }

  private static Object bytes(Schema schema, byte[] bytes, String meaning) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString();
    } else if (meaning.equals("uuid")) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new java.util.UUID(buffer.getLong(), buffer.getLong()).toString();
    }
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** What a table has. */
  static Object ofTable(Object value) {
    if (value instanceof Record record) {
      Map<String, Object> fields = new TreeMap<>();
      List<Types.NestedField> columns = record.struct().fields();
      for (int i = 0; i < columns.size(); i++) {
        fields.put(columns.get(i).name(), ofTable(record.get(i)));
      }
      return fields;
    } else if (value instanceof Collection<?> items) {
      return items.stream().map(Values::ofTable).toList();
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> values = new TreeMap<>();
      map.forEach((key, item) -> values.put(key.toString(), ofTable(item)));
      return values;
    } else if (value instanceof OffsetDateTime time) {
      return "instant " + ChronoUnit.MICROS.between(EPOCH, time);
    } else if (value instanceof LocalDateTime time) {
      return "local " + ChronoUnit.MICROS.between(EPOCH.toLocalDateTime(), time);
    } else if (value instanceof LocalDate day) {
      return "day " + day.toEpochDay();
    } else if (value instanceof LocalTime time) {
      return "time " + time.toNanoOfDay() / 1000;
    } else if (value instanceof ByteBuffer buffer) {
      return HexFormat.of().formatHex(array(buffer));
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value == null ? "null" : value.toString();
  }
}
