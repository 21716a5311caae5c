import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Connect's form of Avro records of one schema; of unions only those of null and one type. */
final class ConnectTypes {
  private final Map<org.apache.avro.Schema, Schema> known = new IdentityHashMap<>();
  private final Schema root;

  ConnectTypes(org.apache.avro.Schema schema) {
    root = type(schema);
  }

  SchemaAndValue convert(GenericRecord datum) {
    return new SchemaAndValue(root, struct(root, datum));
  }

  private Schema type(org.apache.avro.Schema schema) {
    Schema made = known.get(schema);
    if (made == null) {
      made = builder(schema).build();
      known.put(schema, made);
    }
    return made;
  }

  private SchemaBuilder builder(org.apache.avro.Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> {
        SchemaBuilder struct = SchemaBuilder.struct().name(schema.getFullName());
        schema.getFields().forEach(field -> struct.field(field.name(), type(field.schema())));
        yield struct;
      }
      case UNION ->
          builder(
                  schema.getTypes().stream()
                      .filter(it -> it.getType() != org.apache.avro.Schema.Type.NULL)
                      .reduce(
                          (one, other) -> {
                            throw new IllegalArgumentException(schema + " has several types");
                          })
                      .orElseThrow())
              .optional();
      case ARRAY -> SchemaBuilder.array(type(schema.getElementType()));
      case MAP -> SchemaBuilder.map(Schema.STRING_SCHEMA, type(schema.getValueType()));
      case STRING, ENUM -> SchemaBuilder.string();
      case INT -> SchemaBuilder.int32();
      case LONG -> SchemaBuilder.int64();
      case FLOAT -> SchemaBuilder.float32();
      case DOUBLE -> SchemaBuilder.float64();
      case BOOLEAN -> SchemaBuilder.bool();
      case BYTES, FIXED -> SchemaBuilder.bytes();
      case NULL -> throw new IllegalArgumentException("null alone is no type");
    };
  }

  private Struct struct(Schema schema, GenericRecord datum) {
    Struct struct = new Struct(schema);
    List<Field> fields = schema.fields();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      struct.put(field, value(field.schema(), datum.get(i)));
    }
    return struct;
  }

  private Object value(Schema schema, Object value) {
    if (value == null) {
      return null;
    }
    return switch (schema.type()) {
      case STRUCT -> struct(schema, (GenericRecord) value);
      case STRING -> value.toString();
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        ((Collection<?>) value).forEach(item -> items.add(value(schema.valueSchema(), item)));
        yield items;
      }
      case MAP -> {
        Map<String, Object> entries = new HashMap<>();
        ((Map<?, ?>) value)
            .forEach((key, item) -> entries.put(key.toString(), value(schema.valueSchema(), item)));
        yield entries;
      }
      case BYTES ->
          value instanceof GenericFixed fixed ? ByteBuffer.wrap(fixed.bytes().clone()) : value;
      default -> value;
    };
  }
}
