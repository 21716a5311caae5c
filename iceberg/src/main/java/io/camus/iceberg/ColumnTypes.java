package io.camus.iceberg;

import io.camus.model.ConfigurationException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntBiFunction;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The columns for an Avro schema, with the types as which Iceberg reads our files: enums are texts,
 * and a UUID is one if it has 16 bytes. A union of null and a type is an optional column. Moments
 * have a time zone, unless they are local.
 *
 * <p>Source: Iceberg's specification, "Schemas and Data Types", and the types that our file formats
 * store.
 */
final class ColumnTypes {
  private static final int DEEPEST = 100;
  private static final int MOST_DIGITS = 38;

  /** The places that have ids, besides fields. */
  enum Place {
    ELEMENT,
    KEY,
    VALUE
  }

  private final ToIntBiFunction<Schema, Object> ids;
  private final Deque<String> path = new ArrayDeque<>();
  private final Deque<String> open = new ArrayDeque<>();

  private ColumnTypes(ToIntBiFunction<Schema, Object> ids) {
    this.ids = ids;
  }

  /**
   * The columns of a record, with ids that mean nothing.
   *
   * @throws ConfigurationException if a table cannot have them; it names the field
   */
  static Types.StructType of(Schema record) {
    int[] last = {0};
    return of(record, (schema, place) -> ++last[0]);
  }

  /**
   * The same with given ids.
   *
   * @param ids of a field of a record, which is a {@link Schema.Field}, or of a {@link Place} of an
   *     array or map
   */
  static Types.StructType of(Schema record, ToIntBiFunction<Schema, Object> ids) {
    return new ColumnTypes(ids).struct(record);
  }

  private Types.StructType struct(Schema record) {
    String name = record.getFullName();
    if (open.contains(name)) {
      throw refused(
          name + " contains itself, and tables have no recursive types",
          "leave this topic without a table");
    }
    open.push(name);
    List<NestedField> columns = new ArrayList<>();
    for (Schema.Field field : record.getFields()) {
      int id = ids.applyAsInt(record, field);
      Type type = within(field.name(), field.schema());
      columns.add(
          NestedField.builder()
              .withId(id)
              .withName(field.name())
              .ofType(type)
              .isOptional(field.schema().isNullable())
              .withDoc(field.doc())
              .build());
    }
    open.pop();
    if (columns.isEmpty()) {
      throw refused("it is a record without fields", "give it a field, or remove it");
    }
    return Types.StructType.of(columns);
  }

  private Type within(String step, Schema schema) {
    path.addLast(step);
    if (path.size() > DEEPEST) {
      throw refused("it is nested too deep", "leave this topic without a table");
    }
    Type type = type(schema);
    path.removeLast();
    return type;
  }

  private Type type(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> struct(schema);
      case ARRAY -> {
        int id = ids.applyAsInt(schema, Place.ELEMENT);
        Schema element = schema.getElementType();
        Type type = within("element", element);
        yield element.isNullable()
            ? Types.ListType.ofOptional(id, type)
            : Types.ListType.ofRequired(id, type);
      }
      case MAP -> {
        int key = ids.applyAsInt(schema, Place.KEY);
        int id = ids.applyAsInt(schema, Place.VALUE);
        Schema value = schema.getValueType();
        Type type = within("value", value);
        yield value.isNullable()
            ? Types.MapType.ofOptional(key, id, Types.StringType.get(), type)
            : Types.MapType.ofRequired(key, id, Types.StringType.get(), type);
      }
      case UNION -> union(schema);
      case NULL -> throw refused("it has no type but null", "give it a type, or remove it");
      case BOOLEAN -> Types.BooleanType.get();
      case INT -> number(schema.getLogicalType(), Types.IntegerType.get());
      case LONG -> number(schema.getLogicalType(), Types.LongType.get());
      case FLOAT -> Types.FloatType.get();
      case DOUBLE -> Types.DoubleType.get();
      case STRING, ENUM -> Types.StringType.get();
      case BYTES -> bytes(schema, Types.BinaryType.get());
      case FIXED -> fixed(schema);
    };
  }

  private Type union(Schema union) {
    List<Schema> types =
        union.getTypes().stream().filter(it -> it.getType() != Schema.Type.NULL).toList();
    if (types.size() != 1) {
      throw refused(
          "it is a union of " + types.size() + " types besides null",
          "use one type, or a record with a field for each");
    }
    return type(types.get(0));
  }

  private Type number(LogicalType meaning, Type otherwise) {
    return switch (meaning == null ? "" : meaning.getName()) {
      case "date" -> Types.DateType.get();
      case "time-millis", "time-micros" -> Types.TimeType.get();
      case "timestamp-millis", "timestamp-micros" -> Types.TimestampType.withZone();
      case "local-timestamp-millis", "local-timestamp-micros" -> Types.TimestampType.withoutZone();
      case "timestamp-nanos", "local-timestamp-nanos" ->
          throw refused(
              "tables of format version 2 have no nanoseconds", "use timestamp-micros instead");
      default -> otherwise;
    };
  }

  private Type bytes(Schema schema, Type otherwise) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      if (decimal.getPrecision() > MOST_DIGITS) {
        throw refused(
            "it has " + decimal.getPrecision() + " digits, and columns have at most " + MOST_DIGITS,
            "use fewer digits, or a string");
      }
      return Types.DecimalType.of(decimal.getPrecision(), decimal.getScale());
    }
    return otherwise;
  }

  private Type fixed(Schema schema) {
    if (schema.getFixedSize() == 0) {
      throw refused("it is a fixed of 0 bytes", "remove it");
    }
    boolean uuid =
        schema.getFixedSize() == 16
            && schema.getLogicalType() != null
            && schema.getLogicalType().getName().equals("uuid");
    return bytes(
        schema, uuid ? Types.UUIDType.get() : Types.FixedType.ofLength(schema.getFixedSize()));
  }

  private ConfigurationException refused(String reason, String action) {
    return new ConfigurationException(
        String.format(
            Locale.ROOT,
            "%s cannot be a column of a table: %s; %s",
            path.isEmpty() ? "the record" : "field " + String.join(".", path),
            reason,
            action));
  }
}
