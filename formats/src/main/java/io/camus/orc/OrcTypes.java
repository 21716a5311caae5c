package io.camus.orc;

import io.camus.format.StoredTimes;
import io.camus.model.ConfigurationException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.orc.TypeDescription;

/**
 * Maps an Avro schema to ORC types. Fields of type null have no column. A union of null and another
 * type is that type: each ORC column may be null.
 *
 * <p>Columns have the ids of a table's columns as attributes if the schema has them, as Iceberg's
 * properties of fields, arrays and maps.
 *
 * <p>Source: ORC's and Avro's specifications; "ORC" in Iceberg's.
 */
final class OrcTypes {
  private static final int DEEPEST = 100;
  private static final Schema KEYS = Schema.create(Schema.Type.STRING);

  private final Deque<String> path = new ArrayDeque<>();
  private final Deque<String> open = new ArrayDeque<>();

  private final Timestamps timestamps;

  /** How timestamps are stored. */
  enum Timestamps {
    /** As ORC's timestamps. */
    TIMESTAMP,
    /** As numbers, in the unit of the Avro type. */
    LONG
  }

  private OrcTypes(Timestamps timestamps) {
    this.timestamps = timestamps;
  }

  /**
   * The columns of a record.
   *
   * @throws ConfigurationException if ORC cannot store it
   */
  static TypeDescription of(Schema record, Timestamps timestamps) {
    return new OrcTypes(timestamps).struct(record);
  }

  /** The type besides null of a union that is one type, perhaps with null. */
  static Schema present(Schema schema) {
    if (!schema.isUnion()) {
      return schema;
    }
    List<Schema> types = schema.getTypes();
    return types.get(types.size() == 2 && types.get(0).getType() == Schema.Type.NULL ? 1 : 0);
  }

  /** Whether a field has a column. */
  static boolean hasColumn(Schema.Field field) {
    return field.schema().getType() != Schema.Type.NULL;
  }

  private TypeDescription struct(Schema record) {
    String name = record.getFullName();
    if (open.contains(name)) {
      throw refused("%s contains %s again, and ORC has no recursive types", place(), name);
    }
    open.push(name);
    TypeDescription struct = TypeDescription.createStruct();
    Map<String, String> names = new HashMap<>();
    for (Schema.Field field : record.getFields()) {
      if (!hasColumn(field)) {
        continue;
      }
      TypeDescription column = within(field.name(), field.schema());
      struct.addField(field.name(), withId(column, field, "field-id", field.schema()));
      String other = names.put(field.name().toLowerCase(Locale.ROOT), field.name());
      if (other != null) {
        throw refused(
            "%s has fields %s and %s, which most query engines cannot tell apart",
            place(), other, field.name());
      }
    }
    open.pop();
    if (names.isEmpty()) {
      throw refused("%s has no fields with a value, and an ORC struct needs one", place());
    }
    return struct;
  }

  private TypeDescription within(String step, Schema schema) {
    path.addLast(step);
    if (path.size() > DEEPEST) {
      throw refused("it is nested more than %d levels deep", DEEPEST);
    }
    TypeDescription type = type(schema);
    path.removeLast();
    return type;
  }

  private TypeDescription type(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> struct(schema);
      case ARRAY -> {
        Schema items = schema.getElementType();
        yield TypeDescription.createList(
            withId(within("items", items), schema, "element-id", items));
      }
      case MAP -> {
        Schema values = schema.getValueType();
        yield TypeDescription.createMap(
            withId(TypeDescription.createString(), schema, "key-id", KEYS),
            withId(within("values", values), schema, "value-id", values));
      }
      case UNION -> union(schema);
      case NULL -> throw refused("%s has nothing but null", place());
      case BOOLEAN -> TypeDescription.createBoolean();
      case INT -> {
        if (schema.getLogicalType() instanceof LogicalTypes.Date) {
          yield TypeDescription.createDate();
        }
        yield StoredTimes.areMicros(schema)
            ? TypeDescription.createLong()
            : TypeDescription.createInt();
      }
      case LONG -> number(schema.getLogicalType());
      case FLOAT -> TypeDescription.createFloat();
      case DOUBLE -> TypeDescription.createDouble();
      case STRING, ENUM -> TypeDescription.createString();
      case BYTES, FIXED -> bytes(schema.getLogicalType());
    };
  }

  /**
   * A column with the id of a table's column, if a property has it, and with what Iceberg's readers
   * need besides.
   */
  private TypeDescription withId(
      TypeDescription column, JsonProperties properties, String name, Schema schema) {
    if (properties.getObjectProp(name) instanceof Integer id) {
      column.setAttribute("iceberg.id", id.toString());
      column.setAttribute("iceberg.required", Boolean.toString(!schema.isNullable()));
      Schema present = present(schema);
      LogicalType meaning = present.getLogicalType();
      String type = meaning == null ? "" : meaning.getName();
      boolean number = column.getCategory() == TypeDescription.Category.LONG;
      if (number && Moment.of(meaning) != Moment.NONE) {
        throw unreadable(properties, "timestamps as numbers, camus.orc.timestamps = long");
      } else if (number && type.startsWith("time-")) {
        column.setAttribute("iceberg.long-type", "TIME");
      } else if (present.getType() == Schema.Type.FIXED
          && column.getCategory() == TypeDescription.Category.BINARY) {
        boolean uuid = type.equals("uuid") && present.getFixedSize() == 16;
        column.setAttribute("iceberg.binary-type", uuid ? "UUID" : "FIXED");
        column.setAttribute("iceberg.length", Integer.toString(present.getFixedSize()));
      }
    }
    return column;
  }

  private ConfigurationException unreadable(JsonProperties column, String what) {
    return refused(
        "readers of its table do not know %s, as in %s of %s",
        what, column instanceof Schema.Field field ? field.name() : "items", place());
  }

  private TypeDescription union(Schema union) {
    long values = union.getTypes().stream().filter(it -> it.getType() != Schema.Type.NULL).count();
    if (values != 1) {
      throw refused(
          "%s is a union of %d types besides null, which most readers of ORC do not support",
          place(), values);
    }
    return type(present(union));
  }

  private TypeDescription number(LogicalType type) {
    return switch (timestamps == Timestamps.LONG ? Moment.NONE : Moment.of(type)) {
      case NONE -> TypeDescription.createLong();
      case LOCAL_MILLIS, LOCAL_MICROS, LOCAL_NANOS -> TypeDescription.createTimestamp();
      case MILLIS, MICROS, NANOS -> TypeDescription.createTimestampInstant();
    };
  }

  private static TypeDescription bytes(LogicalType type) {
    return type instanceof LogicalTypes.Decimal decimal && decimal.getPrecision() <= Decimals.MOST
        ? TypeDescription.createDecimal()
            .withScale(decimal.getScale())
            .withPrecision(decimal.getPrecision())
        : TypeDescription.createBinary();
  }

  private String place() {
    return path.isEmpty() ? "the record" : String.join(".", path);
  }

  private static ConfigurationException refused(String what, Object... parts) {
    return new ConfigurationException(
        "ORC cannot store this schema: "
            + String.format(Locale.ROOT, what, parts)
            + "; use camus.output.format = parquet or avro");
  }
}
