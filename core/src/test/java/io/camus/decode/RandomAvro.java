package io.camus.decode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;

/** Schemas of all kinds, and data of them, from a seed. */
public final class RandomAvro {
  private static final int DEEPEST = 4;

  private final Random random;
  private final List<Schema> records = new ArrayList<>();
  private int names;

  public RandomAvro(long seed) {
    this.random = new Random(seed);
  }

  public Schema schema() {
    return random.nextInt(8) == 0 ? value(0) : record(0);
  }

  /** A record with a header whose fields are of the kinds that events have. */
  public Schema event() {
    Schema header = Schema.createRecord("Header", null, "io.camus.test", false);
    header.setFields(
        List.of(
            field("before", value(2)),
            field("time", maybeOptional(time())),
            field("server", maybeOptional(Schema.create(Schema.Type.STRING))),
            field("service", maybeOptional(symbols()))));
    Schema event = Schema.createRecord("Event", null, "io.camus.test", false);
    records.add(event);
    event.setFields(
        List.of(
            field("first", value(1)),
            field("header", maybeOptional(header)),
            field("middle", value(1)),
            field("timestamp", maybeOptional(time())),
            field("last", value(1))));
    return event;
  }

  public Object datum(Schema schema) {
    return datum(schema, 0);
  }

  public byte[] encode(Schema schema, Object datum) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // The blocking encoder writes negative counts with sizes of blocks.
    EncoderFactory factory = new EncoderFactory().configureBlockSize(64);
    BinaryEncoder encoder =
        random.nextBoolean()
            ? factory.binaryEncoder(out, null)
            : factory.blockingBinaryEncoder(out, null);
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
        case 2 -> damaged.add((byte) random.nextInt(256));
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

  private Schema.Field field(String name, Schema schema) {
    return new Schema.Field(name, schema);
  }

  private Schema maybeOptional(Schema schema) {
    Schema none = Schema.create(Schema.Type.NULL);
    return switch (random.nextInt(4)) {
      case 0 -> schema;
      case 1 -> Schema.createUnion(schema, none);
      case 2 -> Schema.createUnion(none, schema);
      default -> Schema.createUnion(none, Schema.createMap(schema), schema);
    };
  }

  private Schema time() {
    Schema number = Schema.create(Schema.Type.LONG);
    return switch (random.nextInt(9)) {
      case 0 -> LogicalTypes.timestampMillis().addToSchema(number);
      case 1 -> LogicalTypes.timestampMicros().addToSchema(number);
      case 2 -> LogicalTypes.timestampNanos().addToSchema(number);
      case 3 -> Schema.create(Schema.Type.INT);
      case 4 -> Schema.create(Schema.Type.DOUBLE);
      case 5 -> Schema.create(Schema.Type.FLOAT);
      case 6 -> Schema.create(Schema.Type.STRING);
      default -> number;
    };
  }

  private Schema symbols() {
    return random.nextBoolean()
        ? Schema.create(Schema.Type.STRING)
        : Schema.createEnum(name("Enum"), null, "io.camus.test", List.of("CLICKS", "VIEWS"));
  }

  private Schema record(int depth) {
    Schema record =
        Schema.createRecord(name("Record"), null, "io.camus.test", random.nextInt(5) == 0);
    records.add(record);
    List<Schema.Field> fields = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      fields.add(field(name("field"), value(depth + 1)));
    }
    record.setFields(fields);
    return record;
  }

  private Schema value(int depth) {
    int kinds = depth >= DEEPEST ? 10 : 17;
    return switch (random.nextInt(kinds)) {
      case 0 -> Schema.create(Schema.Type.NULL);
      case 1 -> Schema.create(Schema.Type.BOOLEAN);
      case 2 -> Schema.create(Schema.Type.INT);
      case 3 -> Schema.create(Schema.Type.LONG);
      case 4 -> Schema.create(Schema.Type.FLOAT);
      case 5 -> Schema.create(Schema.Type.DOUBLE);
      case 6 -> Schema.create(Schema.Type.STRING);
      case 7 -> LogicalTypes.decimal(9, 2).addToSchema(Schema.create(Schema.Type.BYTES));
      case 8 -> Schema.createFixed(name("Fixed"), null, "io.camus.test", random.nextInt(3) * 4);
      case 9 -> Schema.createEnum(name("Enum"), null, "io.camus.test", List.of("A", "B", "C"));
      case 10, 11 -> record(depth);
      case 12 -> Schema.createArray(value(depth + 1));
      case 13 -> Schema.createMap(value(depth + 1));
      case 14 -> maybeOptional(Schema.create(Schema.Type.STRING));
      case 15 -> recursion();
      default ->
          Schema.createUnion(
              Schema.create(Schema.Type.INT),
              record(depth + 1),
              Schema.create(Schema.Type.STRING),
              Schema.createArray(value(depth + 2)));
    };
  }

  /** A record that is defined somewhere around or before, where a datum can stop. */
  private Schema recursion() {
    if (records.isEmpty()) {
      return Schema.create(Schema.Type.BOOLEAN);
    }
    Schema known = records.get(random.nextInt(records.size()));
    return switch (random.nextInt(3)) {
      case 0 -> Schema.createArray(known);
      case 1 -> Schema.createMap(known);
      default -> Schema.createUnion(Schema.create(Schema.Type.NULL), known);
    };
  }

  private Object datum(Schema schema, int depth) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt() >> random.nextInt(32);
      case LONG -> number();
      case FLOAT -> (float) number();
      case DOUBLE -> (double) number();
      case STRING -> new Utf8(text());
      case BYTES -> ByteBuffer.wrap(bytes(random.nextInt(20)));
      case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize()));
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
      case UNION -> union(schema.getTypes(), depth);
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (int i = count(depth); i > 0; i--) {
          items.add(datum(schema.getElementType(), depth + 1));
        }
        yield items;
      }
      case MAP -> {
        Map<Object, Object> values = new HashMap<>();
        for (int i = count(depth); i > 0; i--) {
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

  private Object union(List<Schema> branches, int depth) {
    boolean stop = depth > 8 && branches.get(0).getType() != Schema.Type.RECORD;
    return datum(branches.get(stop ? 0 : random.nextInt(branches.size())), depth + 1);
  }

  private int count(int depth) {
    return depth > 8 ? 0 : random.nextInt(4);
  }

  private long number() {
    return random.nextLong() >> random.nextInt(64);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(random.nextInt(5) == 0 ? 0x1F600 + i : 'a' + random.nextInt(26));
    }
    return text.toString();
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private String name(String kind) {
    names++;
    return kind + names;
  }
}
