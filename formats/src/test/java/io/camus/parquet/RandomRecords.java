package io.camus.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;

/** Schemas that Parquet can store, or ORC, and data of them, from a seed. */
public final class RandomRecords {
  private static final int DEEPEST = 4;

  private final Random random;
  private final boolean forOrc;
  private int names;

  RandomRecords(long seed) {
    this(seed, false);
  }

  private RandomRecords(long seed, boolean forOrc) {
    this.random = new Random(seed);
    this.forOrc = forOrc;
  }

  /** Without unions of several types, and without values that ORC refuses. */
  public static RandomRecords forOrc(long seed) {
    return new RandomRecords(seed, true);
  }

  /** A record, or sometimes another type. */
  public Schema schema() {
    return random.nextInt(8) == 0 ? value(1) : record(0);
  }

  Schema record() {
    return record(0);
  }

  private Schema record(int depth) {
    Schema record = Schema.createRecord(name("Record"), null, "io.camus.test", false);
    List<Schema.Field> fields = new ArrayList<>();
    for (int i = random.nextInt(depth == 0 ? 10 : 4); i >= 0; i--) {
      boolean none = !fields.isEmpty() && random.nextInt(12) == 0;
      Schema schema = none ? Schema.create(Schema.Type.NULL) : nullable(value(depth + 1));
      fields.add(new Schema.Field(name("field"), schema));
    }
    if (fields.stream().allMatch(it -> it.schema().getType() == Schema.Type.NULL)) {
      fields.add(new Schema.Field(name("field"), Schema.create(Schema.Type.INT)));
    }
    record.setFields(fields);
    return record;
  }

  private Schema nullable(Schema schema) {
    Schema none = Schema.create(Schema.Type.NULL);
    if (schema.isUnion()) {
      return schema;
    }
    return switch (random.nextInt(4)) {
      case 0 -> Schema.createUnion(none, schema);
      case 1 -> Schema.createUnion(schema, none);
      default -> schema;
    };
  }

  private Schema value(int depth) {
    return switch (random.nextInt(depth >= DEEPEST ? 22 : 30)) {
      case 0 -> Schema.create(Schema.Type.BOOLEAN);
      case 1 -> Schema.create(Schema.Type.INT);
      case 2 -> Schema.create(Schema.Type.LONG);
      case 3 -> Schema.create(Schema.Type.FLOAT);
      case 4 -> Schema.create(Schema.Type.DOUBLE);
      case 5 -> Schema.create(Schema.Type.BYTES);
      case 6, 7 -> Schema.create(Schema.Type.STRING);
      case 8 -> LogicalTypes.decimal(9, 2).addToSchema(Schema.create(Schema.Type.BYTES));
      case 9 -> LogicalTypes.decimal(18, 4).addToSchema(fixed(8));
      case 10 -> fixed(1 + random.nextInt(40));
      case 11 ->
          Schema.createEnum(name("Enum"), null, "io.camus.test", List.of("RED", "GREEN", "BLUE"));
      case 12 -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case 13 -> LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT));
      case 14 -> LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case 15 -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
      case 16 -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case 17 -> LogicalTypes.timestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
      case 18 -> LogicalTypes.localTimestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
      case 19 -> LogicalTypes.localTimestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
      case 20 -> LogicalTypes.uuid().addToSchema(Schema.create(Schema.Type.STRING));
      case 21 -> LogicalTypes.uuid().addToSchema(fixed(16));
      case 22, 23 -> record(depth);
      case 24, 25 -> Schema.createArray(nullable(value(depth + 1)));
      case 26, 27 -> Schema.createMap(nullable(value(depth + 1)));
      default -> forOrc ? record(depth) : union(depth);
    };
  }

  private Schema union(int depth) {
    List<Schema> branches =
        new ArrayList<>(
            List.of(
                Schema.create(Schema.Type.INT),
                record(depth + 1),
                Schema.create(Schema.Type.STRING),
                Schema.createArray(value(depth + 2)),
                fixed(3)));
    while (branches.size() > 1 && random.nextInt(3) == 0) {
      branches.remove(random.nextInt(branches.size()));
    }
    if (random.nextBoolean()) {
      branches.add(random.nextInt(branches.size() + 1), Schema.create(Schema.Type.NULL));
    }
    return Schema.createUnion(branches);
  }

  private Schema fixed(int size) {
    return Schema.createFixed(name("Fixed"), null, "io.camus.test", size);
  }

  private String name(String kind) {
    names++;
    return kind + names;
  }

  public Object datum(Schema schema) {
    return datum(schema, 0);
  }

  private Object datum(Schema schema, int depth) {
    if (forOrc && schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return decimal(schema, decimal.getPrecision());
    }
    if (forOrc
        && schema.getLogicalType() != null
        && schema.getLogicalType().getName().contains("timestamp")) {
      return timestamp();
    }
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> (int) number();
      case LONG -> number();
      case FLOAT -> decimal().floatValue();
      case DOUBLE -> decimal();
      case STRING -> new Utf8(text());
      case BYTES -> ByteBuffer.wrap(bytes(random.nextInt(20)));
      case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize()));
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
      case UNION ->
          datum(schema.getTypes().get(random.nextInt(schema.getTypes().size())), depth + 1);
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(datum(schema.getElementType(), depth + 1));
        }
        yield items;
      }
      case MAP -> {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          values.put(new Utf8(text()), datum(schema.getValueType(), depth + 1));
        }
        yield values;
      }
      case RECORD -> {
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
          record.put(field.pos(), datum(field.schema(), depth + 1));
        }
        yield record;
      }
    };
  }

  private Object decimal(Schema schema, int precision) {
    byte[] digits = new BigInteger(1 + random.nextInt(3 * precision), random).toByteArray();
    BigInteger unscaled = new BigInteger(digits);
    if (random.nextBoolean()) {
      unscaled = unscaled.negate();
    }
    return schema.getType() == Schema.Type.BYTES
        ? ByteBuffer.wrap(unscaled.toByteArray())
        : new Conversions.DecimalConversion()
            .toFixed(
                new BigDecimal(
                    unscaled, ((LogicalTypes.Decimal) schema.getLogicalType()).getScale()),
                schema,
                schema.getLogicalType());
  }

  /** Not in the last second of 1969, in any unit. */
  private long timestamp() {
    long number = number();
    return number < 0 && number > -1_000_000_000 ? -number : number;
  }

  private long number() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(3) - 1;
      case 1 -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
      default -> random.nextLong() >> random.nextInt(64);
    };
  }

  private Double decimal() {
    return switch (random.nextInt(8)) {
      case 0 -> -0.0;
      case 1 -> 0.0;
      case 2 -> Double.NaN;
      case 3 -> Double.longBitsToDouble(0x7FF8_0000_0000_0000L | random.nextInt());
      case 4 -> random.nextBoolean() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      case 5 -> Double.MIN_VALUE;
      default -> (double) number();
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40) == 0 ? 3_000 : random.nextInt(12);
    for (int i = length; i > 0; i--) {
      text.appendCodePoint(random.nextInt(5) == 0 ? 0x1F600 + i % 50 : 'a' + random.nextInt(26));
    }
    return text.toString();
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The bytes as Avro's encoder writes them. */
  public static byte[] encode(Schema schema, Object datum) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return encode(schema, datum, EncoderFactory.get().binaryEncoder(out, null), out);
  }

  /** The bytes with arrays and maps in blocks that state their sizes. */
  public static byte[] encodeInBlocks(Schema schema, Object datum) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return encode(
        schema,
        datum,
        new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null),
        out);
  }

  private static byte[] encode(
      Schema schema, Object datum, BinaryEncoder encoder, ByteArrayOutputStream out) {
    try {
      new GenericDatumWriter<>(schema).write(datum, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The bytes with one to three small damages. */
  byte[] damage(byte[] bytes) {
    List<Byte> damaged = new ArrayList<>();
    for (byte b : bytes) {
      damaged.add(b);
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(damaged.size() + 1);
      switch (random.nextInt(5)) {
        case 0 -> damaged.add(at, (byte) random.nextInt(256));
        case 1 -> damaged.subList(at, damaged.size()).clear();
        case 2 -> damaged.addAll(at, List.of((byte) 0x80, (byte) 0x00));
        case 3 -> damaged.addAll(at, List.of((byte) 0xFF, (byte) 0xFF, (byte) 0x7F));
        default -> {
          if (at < damaged.size()) {
            damaged.set(at, (byte) (damaged.get(at) ^ (1 << random.nextInt(8))));
          }
        }
      }
    }
    byte[] result = new byte[damaged.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = damaged.get(i);
    }
    return result;
  }
}
