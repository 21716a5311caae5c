package io.camus.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** The types with a name in a schema. */
final class NamedTypes {
  private final Map<String, Schema> types = new LinkedHashMap<>();

  private NamedTypes() {}

  /** All of them, by their full names. */
  static Map<String, Schema> of(Schema schema) {
    NamedTypes found = new NamedTypes();
    found.visit(schema);
    return found.types;
  }

  static boolean isNamed(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> true;
      default -> false;
    };
  }

  private void visit(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        if (types.putIfAbsent(schema.getFullName(), schema) == null) {
          schema.getFields().forEach(field -> visit(field.schema()));
        }
      }
      case ENUM, FIXED -> types.putIfAbsent(schema.getFullName(), schema);
      case ARRAY -> visit(schema.getElementType());
      case MAP -> visit(schema.getValueType());
      case UNION -> schema.getTypes().forEach(this::visit);
      default -> {}
    }
  }
}
