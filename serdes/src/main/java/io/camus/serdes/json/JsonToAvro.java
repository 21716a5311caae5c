package io.camus.serdes.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Converts JSON to Avro of a schema of {@link AvroTypes}. Not thread-safe. */
final class JsonToAvro {
  private static final int LONG_DIGITS = 19;

  private final Schema schema;
  private final GenericDatumWriter<Object> writer;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
  private boolean reduced;

  /** A value has another type than its place in the schema; the message says where. */
  static final class MisfitException extends Exception {
    private static final long serialVersionUID = 1;

    MisfitException(String place, String why) {
      super(place + ": " + why);
    }
  }

  JsonToAvro(Schema schema) {
    this.schema = schema;
    this.writer = new GenericDatumWriter<>(schema);
  }

  /**
   * The Avro binary of an object.
   *
   * @param object its numbers with fractions are decimals
   */
  byte[] binary(JsonNode object) throws MisfitException {
    reduced = false;
    out.reset();
    try {
      writer.write(value(schema, object, "$"), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
    return out.toByteArray();
  }

  /** Whether properties that the schema does not have, or digits, are missing in the latest one. */
  boolean isReduced() {
    return reduced;
  }

  private Object value(Schema type, JsonNode node, String place) throws MisfitException {
    switch (type.getType()) {
      case UNION -> {
        return node.isNull() || node.isMissingNode()
            ? null
            : value(type.getTypes().get(1), node, place);
      }
      case LONG -> {
        if (node.isNumber()) {
          return whole(node, place);
        }
      }
      case DOUBLE -> {
        if (node.isNumber()) {
          return fraction(node, place);
        }
      }
      case BOOLEAN -> {
        if (node.isBoolean()) {
          return node.booleanValue();
        }
      }
      case STRING -> {
        if (node.isTextual()) {
          return node.textValue();
        }
      }
      case ARRAY -> {
        if (node.isArray()) {
          return array(type, node, place);
        }
      }
      case MAP -> {
        if (node.isObject()) {
          return map(type, node, place);
        }
      }
      case RECORD -> {
        if (node.isObject()) {
          return record(type, node, place);
        }
      }
      default -> throw new IllegalStateException(type.toString());
    }
    throw new MisfitException(
        place,
        String.format(
            Locale.ROOT,
            "%s, not %s",
            node.isMissingNode()
                ? "missing"
                : node.getNodeType().name().toLowerCase(Locale.ROOT) + " found",
            type.getType().getName()));
  }

  private static Object whole(JsonNode node, String place) throws MisfitException {
    BigDecimal number = node.decimalValue();
    try {
      if (number.precision() - number.scale() <= LONG_DIGITS) {
        return number.longValueExact();
      }
    } catch (ArithmeticException e) {
      // Reported below.
    }
    throw new MisfitException(place, "the number is not an integer of 64 bits");
  }

  private Object fraction(JsonNode node, String place) throws MisfitException {
    double value = node.doubleValue();
    if (Double.isInfinite(value)) {
      throw new MisfitException(place, "the number is too large");
    }
    reduced |= node.decimalValue().compareTo(new BigDecimal(Double.toString(value))) != 0;
    return value;
  }

  private Object array(Schema type, JsonNode node, String place) throws MisfitException {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      values.add(value(type.getElementType(), node.get(i), place + "[" + i + "]"));
    }
    return values;
  }

  private Object map(Schema type, JsonNode node, String place) throws MisfitException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      values.put(
          property.getKey(),
          value(type.getValueType(), property.getValue(), place + "." + property.getKey()));
    }
    return values;
  }

  private Object record(Schema type, JsonNode node, String place) throws MisfitException {
    GenericData.Record record = new GenericData.Record(type);
    int used = 0;
    for (Schema.Field field : type.getFields()) {
      JsonNode value = node.path(field.name());
      used += value.isMissingNode() ? 0 : 1;
      record.put(field.pos(), value(field.schema(), value, place + "." + field.name()));
    }
    reduced |= used < node.size();
    return record;
  }
}
