package io.camus.iceberg;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;

/** Schemas that a table can have, and data of them, from a seed. */
final class RandomColumns {
  private static final int DEEPEST = 3;
  private static final Conversions.DecimalConversion DECIMALS = new Conversions.DecimalConversion();

  private final Random random;
  private final String format;
  private int names;

  /**
   * @param format of the files, since some types are refused in some of them
   */
  RandomColumns(long seed, String format) {
    this.random = new Random(seed);
    this.format = format;
  }

  Schema record() {
    return record(0);
  }

  private Schema record(int depth) {
    List<Schema.Field> fields = new ArrayList<>();
    for (int i = random.nextInt(depth == 0 ? 12 : 4); i >= 0; i--) {
      fields.add(new Schema.Field(name("field"), nullable(value(depth + 1))));
    }
    return Schema.createRecord(name("Record"), null, "io.camus.test", false, fields);
  }

  private Schema nullable(Schema schema) {
    Schema none = Schema.create(Schema.Type.NULL);
    return switch (random.nextInt(4)) {
      case 0 -> Schema.createUnion(none, schema);
      case 1 -> Schema.createUnion(schema, none);
      default -> schema;
    };
  }

  private Schema value(int depth) {
    return switch (random.nextInt(depth >= DEEPEST ? 19 : 25)) {
      case 0 -> Schema.create(Schema.Type.BOOLEAN);
      case 1 -> Schema.create(Schema.Type.INT);
      case 2 -> Schema.create(Schema.Type.LONG);
      case 3 -> Schema.create(Schema.Type.FLOAT);
      case 4 -> Schema.create(Schema.Type.DOUBLE);
      case 5 -> Schema.create(Schema.Type.BYTES);
      case 6 -> Schema.create(Schema.Type.STRING);
      case 7 -> LogicalTypes.decimal(9, 2).addToSchema(Schema.create(Schema.Type.BYTES));
      case 8 -> LogicalTypes.decimal(18, 4).addToSchema(fixed(8));
      case 9 -> fixed(1 + random.nextInt(20));
      case 10 -> number(Schema.Type.INT, LogicalTypes.date());
      case 11 -> number(Schema.Type.LONG, LogicalTypes.timeMicros());
      case 12 -> number(Schema.Type.LONG, LogicalTypes.timestampMillis());
      case 13 -> number(Schema.Type.LONG, LogicalTypes.timestampMicros());
      case 14 -> LogicalTypes.uuid().addToSchema(Schema.create(Schema.Type.STRING));
      case 15 -> LogicalTypes.uuid().addToSchema(fixed(16));
      case 16 ->
          format.equals("avro")
              ? Schema.create(Schema.Type.INT)
              : Schema.createEnum(name("Enum"), null, "io.camus.test", List.of("RED", "BLUE"));
      case 17 ->
          format.equals("avro")
              ? Schema.create(Schema.Type.LONG)
              : number(Schema.Type.INT, LogicalTypes.timeMillis());
      case 18 ->
          format.equals("avro")
              ? Schema.create(Schema.Type.STRING)
              : number(
                  Schema.Type.LONG,
                  random.nextBoolean()
                      ? LogicalTypes.localTimestampMillis()
                      : LogicalTypes.localTimestampMicros());
      case 19, 20 -> record(depth);
      case 21, 22 -> Schema.createArray(nullable(value(depth + 1)));
      default -> Schema.createMap(nullable(value(depth + 1)));
    };
  }

  private static Schema number(Schema.Type type, LogicalType meaning) {
    return meaning.addToSchema(Schema.create(type));
  }

  private Schema fixed(int size) {
    return Schema.createFixed(name("Fixed"), null, "io.camus.test", size);
  }

  private String name(String kind) {
    names++;
    return kind + names;
  }

  Object datum(Schema schema) {
    LogicalType meaning = schema.getLogicalType();
    if (meaning instanceof LogicalTypes.Decimal decimal) {
      BigDecimal value =
          new BigDecimal(new BigInteger(random.nextInt(29), random), decimal.getScale());
      value = random.nextBoolean() ? value : value.negate();
      return schema.getType() == Schema.Type.BYTES
          ? DECIMALS.toBytes(value, schema, decimal)
          : DECIMALS.toFixed(value, schema, decimal);
    }
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT ->
          meaning == null
              ? random.nextInt()
              : meaning instanceof LogicalTypes.Date
                  ? random.nextInt(100_000) - 30_000
                  : (Object) random.nextInt(86_400_000);
      case LONG -> meaning == null ? random.nextLong() : moment(meaning.getName());
      case FLOAT -> (float) random.nextGaussian();
      case DOUBLE -> random.nextGaussian();
      case STRING ->
          meaning == null
              ? new Utf8(text())
              : new Utf8(new java.util.UUID(7, random.nextLong()).toString());
      case BYTES -> ByteBuffer.wrap(bytes(random.nextInt(20)));
      case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize()));
      case ENUM -> new GenericData.EnumSymbol(schema, random.nextBoolean() ? "RED" : "BLUE");
      case UNION -> datum(schema.getTypes().get(random.nextInt(2)));
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(datum(schema.getElementType()));
        }
        yield items;
      }
      case MAP -> {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          values.put(new Utf8(text()), datum(schema.getValueType()));
        }
        yield values;
      }
      case RECORD -> {
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
          record.put(field.pos(), datum(field.schema()));
        }
        yield record;
      }
    };
  }

  /** Before and after 1970, but not in the last second of 1969, which ORC does not have. */
  private long moment(String meaning) {
    if (meaning.equals("time-micros")) {
      return random.nextLong(86_400_000_000L);
    }
    long millis =
        random.nextBoolean()
            ? random.nextLong(4_000_000_000_000L)
            : -1000 - random.nextLong(1_000_000_000_000L);
    return meaning.endsWith("millis") ? millis : millis * 1000 - random.nextInt(1000);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(24); i > 0; i--) {
      text.appendCodePoint(random.nextInt(5) == 0 ? 0x1F600 + i : 'a' + random.nextInt(26));
    }
    return text.toString();
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
