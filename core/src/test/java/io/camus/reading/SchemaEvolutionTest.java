package io.camus.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that change at random: what was written with any version is read by the one schema. */
class SchemaEvolutionTest {
  private static final List<String> NUMBERS = List.of("int", "long", "float", "double");

  /** Field to its type; numbers may be any of four, with or without null. */
  private final Map<String, String> fields = new TreeMap<>(Map.of("a", "int", "b", "string"));

  private Schema schema() {
    List<String> texts = new ArrayList<>();
    fields.forEach(
        (name, type) -> texts.add("{\"name\":\"%s\",\"type\":%s}".formatted(name, json(type))));
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"E\",\"fields\":[" + String.join(",", texts) + "]}");
  }

  private static String json(String type) {
    String plain = "\"" + type.replace("?", "") + "\"";
    return type.endsWith("?") ? "[\"null\"," + plain + "]" : plain;
  }

  private void change(Random random) {
    String name = String.valueOf((char) ('a' + random.nextInt(8)));
    String type = fields.get(name);
    switch (random.nextInt(3)) {
      case 0 -> fields.put(name, isNumber(name) ? pick(random) : "string");
      case 1 -> fields.remove(name);
      default -> {
        if (type != null) {
          fields.put(name, type.endsWith("?") ? type.replace("?", "") : type + "?");
        }
      }
    }
  }

  private static String pick(Random random) {
    return NUMBERS.get(random.nextInt(NUMBERS.size()));
  }

  private static boolean isNumber(String name) {
    return name.charAt(0) % 2 == 1;
  }

  private static GenericRecord datum(Schema schema, Random random) {
    GenericRecord datum = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      List<Schema> branches =
          field.schema().isUnion() ? field.schema().getTypes() : List.of(field.schema());
      Schema branch = branches.get(random.nextInt(branches.size()));
      int number = random.nextInt(1_000);
      datum.put(
          field.name(),
          switch (branch.getType()) {
            case INT -> number;
            case LONG -> (long) number;
            case FLOAT -> (float) number;
            case DOUBLE -> (double) number;
            case STRING -> "s" + number;
            default -> null;
          });
    }
    return datum;
  }

  private static GenericRecord read(GenericRecord written, Schema reader) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(written.getSchema()).write(written, encoder);
    return new GenericDatumReader<GenericRecord>(written.getSchema(), reader)
        .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
  }

  private static String text(Object value) {
    return value instanceof Number number ? "" + number.doubleValue() : String.valueOf(value);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyValueOfEveryVersionIsRead(long seed) throws IOException {
    Random random = new Random(seed);
    List<GenericRecord> written = new ArrayList<>();
    List<Schema> versions = new ArrayList<>();
    for (int version = 0; version < 12; version++) {
      versions.add(schema());
      for (int i = 0; i < 5; i++) {
        written.add(datum(schema(), random));
      }
      change(random);
    }

    Schema reader = ReaderSchema.of(Written.schemas(versions.toArray(Schema[]::new))).schema();

    for (GenericRecord datum : written) {
      GenericRecord back = read(datum, reader);
      for (Schema.Field field : reader.getFields()) {
        Object expected = datum.hasField(field.name()) ? datum.get(field.name()) : null;
        assertThat(text(back.get(field.name()))).isEqualTo(text(expected));
      }
    }
  }
}
