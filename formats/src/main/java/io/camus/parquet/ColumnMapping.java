package io.camus.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.Type.Repetition.OPTIONAL;
import static org.apache.parquet.schema.Type.Repetition.REQUIRED;

import io.camus.format.StoredTimes;
import io.camus.model.ConfigurationException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.parquet.schema.ConversionPatterns;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Maps an Avro schema to Parquet types. Fields of type null have no column. A union of null and
 * another type is an optional field; any other union is a group of optional fields {@code member0},
 * {@code member1} and so on, one for each type but null.
 *
 * <p>Columns have the ids of a table's columns if the schema has them, as Iceberg's properties of
 * fields, arrays and maps.
 *
 * <p>Source: parquet-avro's {@code AvroSchemaConverter}, Parquet's LogicalTypes.md, and "Avro" in
 * Iceberg's specification.
 */
final class ColumnMapping {
  private static final int DEEPEST = 100;
  private static final int MOST_COLUMNS = 10_000;
  private static final Type KEY =
      Types.primitive(BINARY, REQUIRED).as(LogicalTypeAnnotation.stringType()).named("key");

  private final Schema data;
  private final Deque<String> path = new ArrayDeque<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> leaves = new HashSet<>();

  /**
   * @param data the schema that messages name
   */
  ColumnMapping(Schema data) {
    this.data = data;
  }

  /**
   * The columns of a record.
   *
   * @throws ConfigurationException if Parquet cannot store it
   */
  MessageType columns(Schema record) {
    return new MessageType(record.getFullName(), fields(record));
  }

  private List<Type> fields(Schema record) {
    String name = record.getFullName();
    if (open.contains(name)) {
      throw refused("%s contains %s again, and Parquet has no recursive types", place(), name);
    }
    open.push(name);
    List<Type> types = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (Schema.Field field : record.getFields()) {
      if (field.schema().getType() == Schema.Type.NULL) {
        continue;
      }
      Type type = within(field.name(), () -> type(field.name(), field.schema(), REQUIRED));
      types.add(withId(type, field, "field-id"));
      String other = names.put(field.name().toLowerCase(Locale.ROOT), field.name());
      if (other != null) {
        throw refused(
            "%s has fields %s and %s, which most query engines cannot tell apart",
            place(), other, field.name());
      }
    }
    open.pop();
    if (types.isEmpty()) {
      throw refused("%s has no fields with a value, and a Parquet group needs one", place());
    }
    return types;
  }

  /** A part of the mapping. */
  private interface Part {
    Type map();
  }

  /** Maps a part at a place below the current one. */
  private Type within(String name, Part part) {
    path.addLast(name);
    if (path.size() > DEEPEST) {
      throw refused("it is nested more than %d levels deep", DEEPEST);
    }
    Type type = part.map();
    path.removeLast();
    return type;
  }

  private Type type(String name, Schema schema, Repetition repetition) {
    return switch (schema.getType()) {
      case RECORD -> new GroupType(repetition, name, fields(schema));
      case UNION -> union(name, schema, repetition);
      case ARRAY ->
          ConversionPatterns.listOfElements(
              repetition,
              name,
              withId(
                  within("list.element", () -> type("element", schema.getElementType(), REQUIRED)),
                  schema,
                  "element-id"));
      case MAP ->
          ConversionPatterns.mapType(
              repetition,
              name,
              withId(KEY, schema, "key-id"),
              withId(
                  within("key_value.value", () -> type("value", schema.getValueType(), REQUIRED)),
                  schema,
                  "value-id"));
      case NULL -> throw refused("%s has nothing but null", place());
      default -> leaf(name, schema, repetition);
    };
  }

  /** A type with the id that a property names, if there is one. */
  private static Type withId(Type type, JsonProperties properties, String name) {
    return properties.getObjectProp(name) instanceof Integer id ? type.withId(id) : type;
  }

  private Type union(String name, Schema union, Repetition repetition) {
    List<Schema> members =
        union.getTypes().stream().filter(it -> it.getType() != Schema.Type.NULL).toList();
    if (members.isEmpty()) {
      throw refused("%s is a union without a type but null", place());
    }
    boolean nullable = members.size() < union.getTypes().size();
    Repetition own = nullable ? OPTIONAL : repetition;
    if (nullable && members.size() == 1) {
      return type(name, members.get(0), own);
    }
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Schema member = members.get(i);
      String memberName = "member" + i;
      types.add(within(memberName, () -> type(memberName, member, OPTIONAL)));
    }
    return new GroupType(own, name, types);
  }

  private Type leaf(String name, Schema schema, Repetition repetition) {
    if (leaves.size() == MOST_COLUMNS) {
      throw refused("it has more than %d columns", MOST_COLUMNS);
    }
    if (!leaves.add(String.join(".", path))) {
      throw refused("two of its columns are called %s", String.join(".", path));
    }
    Types.PrimitiveBuilder<PrimitiveType> type =
        switch (schema.getType()) {
          case BOOLEAN -> Types.primitive(BOOLEAN, repetition);
          case INT -> Types.primitive(StoredTimes.areMicros(schema) ? INT64 : INT32, repetition);
          case LONG -> Types.primitive(INT64, repetition);
          case FLOAT -> Types.primitive(FLOAT, repetition);
          case DOUBLE -> Types.primitive(DOUBLE, repetition);
          case FIXED -> Types.primitive(FIXED_LEN_BYTE_ARRAY, repetition).length(size(schema));
          default -> Types.primitive(BINARY, repetition);
        };
    meaning(schema).ifPresent(type::as);
    return type.named(name);
  }

  private int size(Schema fixed) {
    if (fixed.getFixedSize() == 0) {
      throw refused("%s is a fixed of 0 bytes", place());
    }
    return fixed.getFixedSize();
  }

  /** The logical type of a leaf. A UUID's text stays a text, with its upper and lower case. */
  private static Optional<LogicalTypeAnnotation> meaning(Schema schema) {
    return switch (schema.getType()) {
      case STRING -> Optional.of(LogicalTypeAnnotation.stringType());
      case ENUM -> Optional.of(LogicalTypeAnnotation.enumType());
      default ->
          Optional.ofNullable(schema.getLogicalType())
              .flatMap(
                  it ->
                      it instanceof LogicalTypes.Decimal decimal
                          ? Optional.of(
                              LogicalTypeAnnotation.decimalType(
                                  decimal.getScale(), decimal.getPrecision()))
                          : meaning(it.getName(), schema));
    };
  }

  private static Optional<LogicalTypeAnnotation> meaning(String logicalType, Schema schema) {
    TimeUnit millis = StoredTimes.areMicros(schema) ? TimeUnit.MICROS : TimeUnit.MILLIS;
    return Optional.ofNullable(
        switch (logicalType) {
          case "date" -> LogicalTypeAnnotation.dateType();
          case "time-millis" -> LogicalTypeAnnotation.timeType(true, millis);
          case "time-micros" -> LogicalTypeAnnotation.timeType(true, TimeUnit.MICROS);
          case "timestamp-millis" -> LogicalTypeAnnotation.timestampType(true, millis);
          case "timestamp-micros" -> LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS);
          case "timestamp-nanos" -> LogicalTypeAnnotation.timestampType(true, TimeUnit.NANOS);
          case "local-timestamp-millis" -> LogicalTypeAnnotation.timestampType(false, millis);
          case "local-timestamp-micros" ->
              LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS);
          case "local-timestamp-nanos" ->
              LogicalTypeAnnotation.timestampType(false, TimeUnit.NANOS);
          case "uuid" ->
              schema.getType() == Schema.Type.FIXED
                      && schema.getFixedSize() == UUIDLogicalTypeAnnotation.BYTES
                  ? LogicalTypeAnnotation.uuidType()
                  : null;
          default -> null;
        });
  }

  private String place() {
    return path.isEmpty() ? "it" : "its field " + String.join(".", path);
  }

  private ConfigurationException refused(String reason, Object... values) {
    return new ConfigurationException(
        String.format(
            Locale.ROOT,
            "Parquet cannot store %s: %s; write this data as Avro files",
            data.getFullName(),
            String.format(Locale.ROOT, reason, values)));
  }
}
