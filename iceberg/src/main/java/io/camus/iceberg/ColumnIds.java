package io.camus.iceberg;

import static org.apache.iceberg.avro.AvroSchemaUtil.ADJUST_TO_UTC_PROP;
import static org.apache.iceberg.avro.AvroSchemaUtil.ELEMENT_ID_PROP;
import static org.apache.iceberg.avro.AvroSchemaUtil.FIELD_ID_PROP;
import static org.apache.iceberg.avro.AvroSchemaUtil.KEY_ID_PROP;
import static org.apache.iceberg.avro.AvroSchemaUtil.VALUE_ID_PROP;

import io.camus.format.StoredTimes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Schemas with the ids of a table's columns as properties. Their Avro binary is unchanged. A record
 * that is used twice gets a second name, since its fields are different columns. Moments say that
 * they have a zone, and texts no longer that they are UUIDs: Iceberg's readers of Avro files need
 * that.
 *
 * <p>Source: Iceberg's specification, "Avro" and "Avro Data Type Mappings".
 */
final class ColumnIds {
  private static final Set<String> IDS =
      Set.of(
          FIELD_ID_PROP,
          ELEMENT_ID_PROP,
          KEY_ID_PROP,
          VALUE_ID_PROP,
          ADJUST_TO_UTC_PROP,
          StoredTimes.UNIT);

  private final Set<String> names = new HashSet<>();

  private ColumnIds() {}

  /** A record's schema with the ids of columns of the same names; other fields have none. */
  static Schema in(Schema record, Types.StructType columns) {
    return new ColumnIds().record(record, columns);
  }

  private Schema record(Schema record, Type columns) {
    Types.StructType struct = columns instanceof Types.StructType it ? it : null;
    String name = unique(record);
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : record.getFields()) {
      Types.NestedField column = struct == null ? null : struct.field(field.name());
      Schema type = schema(field.schema(), column == null ? null : column.type());
      Schema.Field copy =
          new Schema.Field(field.name(), type, field.doc(), field.defaultVal(), field.order());
      copyProperties(field, copy);
      field.aliases().forEach(copy::addAlias);
      if (column != null) {
        copy.addProp(FIELD_ID_PROP, column.fieldId());
      }
      fields.add(copy);
    }
    Schema copy =
        Schema.createRecord(name, record.getDoc(), record.getNamespace(), record.isError(), fields);
    copyProperties(record, copy);
    if (name.equals(record.getName())) {
      record.getAliases().forEach(copy::addAlias);
    }
    return copy;
  }

  private String unique(Schema record) {
    String name = record.getName();
    for (int i = 2; !names.add(record.getNamespace() + "." + name); i++) {
      name = record.getName() + "_" + i;
    }
    return name;
  }

  private Schema schema(Schema schema, Type column) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, column);
      case UNION ->
          Schema.createUnion(schema.getTypes().stream().map(it -> schema(it, column)).toList());
      case ARRAY -> {
        Types.ListType list = column instanceof Types.ListType it ? it : null;
        Schema copy =
            Schema.createArray(
                schema(schema.getElementType(), list == null ? null : list.elementType()));
        copyProperties(schema, copy);
        if (list != null) {
          copy.addProp(ELEMENT_ID_PROP, list.elementId());
        }
        yield copy;
      }
      case MAP -> {
        Types.MapType map = column instanceof Types.MapType it ? it : null;
        Schema copy =
            Schema.createMap(schema(schema.getValueType(), map == null ? null : map.valueType()));
        copyProperties(schema, copy);
        if (map != null) {
          copy.addProp(KEY_ID_PROP, map.keyId());
          copy.addProp(VALUE_ID_PROP, map.valueId());
        }
        yield copy;
      }
      case INT, LONG -> time(schema);
      case STRING -> text(schema);
      default -> schema;
    };
  }

  /** Times in milliseconds are stored as the table's microseconds. */
  private static Schema time(Schema schema) {
    String type = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    boolean instant = type.equals("timestamp-millis") || type.equals("timestamp-micros");
    boolean millis = type.endsWith("-millis");
    if (!instant && !millis) {
      return schema;
    }
    Schema copy = Schema.create(schema.getType());
    copyProperties(schema, copy);
    if (instant) {
      copy.addProp(ADJUST_TO_UTC_PROP, true);
    }
    if (millis) {
      copy.addProp(StoredTimes.UNIT, StoredTimes.MICROS);
    }
    return schema.getLogicalType().addToSchema(copy);
  }

  private static Schema text(Schema schema) {
    LogicalType type = schema.getLogicalType();
    if (type == null || !type.getName().equals("uuid")) {
      return schema;
    }
    Schema copy = Schema.create(Schema.Type.STRING);
    schema
        .getObjectProps()
        .forEach(
            (name, value) -> {
              if (!name.equals(LogicalType.LOGICAL_TYPE_PROP)) {
                copy.addProp(name, value);
              }
            });
    return copy;
  }

  private static void copyProperties(JsonProperties from, JsonProperties to) {
    from.getObjectProps()
        .forEach(
            (name, value) -> {
              if (!IDS.contains(name) && to.getObjectProp(name) == null) {
                to.addProp(name, value);
              }
            });
  }
}
