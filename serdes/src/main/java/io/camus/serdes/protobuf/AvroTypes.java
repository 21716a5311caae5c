package io.camus.serdes.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The Avro types of messages and enums. A type has the full name that it has in Protobuf. */
final class AvroTypes {
  /** The field with the bytes of unknown fields. */
  static final String UNKNOWN = "_unknown";

  /** The digits of the largest uint64. */
  private static final int UINT64_DIGITS = 20;

  private final TimestampUnit timestamps;
  private final UnknownFields unknownFields;
  private final Map<String, Schema> named = new HashMap<>();

  AvroTypes(TimestampUnit timestamps, UnknownFields unknownFields) {
    this.timestamps = timestamps;
    this.unknownFields = unknownFields;
  }

  Schema of(Descriptor message) {
    return switch (WellKnown.of(message)) {
      case TIMESTAMP -> timestamps.type().addToSchema(Schema.create(Schema.Type.LONG));
      case WRAPPER -> single(message.findFieldByName("value"));
      case NONE -> record(message);
    };
  }

  private Schema record(Descriptor message) {
    Schema known = named.get(message.getFullName());
    if (known != null) {
      return known;
    }
    Schema record = Schema.createRecord(message.getFullName(), null, null, false);
    named.put(message.getFullName(), record);
    List<Schema.Field> fields = new ArrayList<>();
    for (FieldDescriptor field : message.getFields()) {
      fields.add(field(field));
    }
    if (unknownFields == UnknownFields.KEEP) {
      fields.add(new Schema.Field(UNKNOWN, Schema.create(Schema.Type.BYTES), null, ""));
    }
    record.setFields(fields);
    return record;
  }

  private Schema.Field field(FieldDescriptor field) {
    String name = field.getName();
    return switch (ShapeCompiler.form(field)) {
      case IMPLICIT -> new Schema.Field(name, single(field), null, zero(field));
      case OPTIONAL ->
          new Schema.Field(
              name,
              Schema.createUnion(Schema.create(Schema.Type.NULL), single(field)),
              null,
              JsonProperties.NULL_VALUE);
      case REQUIRED -> new Schema.Field(name, single(field));
      case REPEATED -> new Schema.Field(name, Schema.createArray(single(field)), null, List.of());
      case MAP ->
          new Schema.Field(
              name,
              Schema.createMap(single(field.getMessageType().findFieldByName("value"))),
              null,
              Map.of());
    };
  }

  /** The type of one value of a field. */
  private Schema single(FieldDescriptor field) {
    return switch (field.getType()) {
      case INT32, SINT32, SFIXED32 -> Schema.create(Schema.Type.INT);
      case UINT32, FIXED32, INT64, SINT64, SFIXED64 -> Schema.create(Schema.Type.LONG);
      case UINT64, FIXED64 ->
          LogicalTypes.decimal(UINT64_DIGITS, 0).addToSchema(Schema.create(Schema.Type.BYTES));
      case FLOAT -> Schema.create(Schema.Type.FLOAT);
      case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
      case BOOL -> Schema.create(Schema.Type.BOOLEAN);
      case STRING -> Schema.create(Schema.Type.STRING);
      case BYTES -> Schema.create(Schema.Type.BYTES);
      case ENUM -> enumType(field.getEnumType());
      case MESSAGE -> of(field.getMessageType());
      case GROUP ->
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT, "%s is a group, which is not supported", field.getFullName()));
    };
  }

  private Schema enumType(EnumDescriptor type) {
    return named.computeIfAbsent(
        type.getFullName(),
        name -> Schema.createEnum(name, null, null, new EnumNumbers(type).symbols()));
  }

  /**
   * The default of a field without presence, equal to the one that a parser reads from its text.
   */
  private static Object zero(FieldDescriptor field) {
    return switch (field.getType()) {
      case INT32, SINT32, SFIXED32, UINT32, FIXED32, INT64, SINT64, SFIXED64 -> 0;
      case UINT64, FIXED64 -> new byte[1];
      case FLOAT, DOUBLE -> 0d;
      case BOOL -> false;
      case STRING, BYTES -> "";
      case ENUM -> field.getEnumType().getValues().get(0).getName();
      case MESSAGE, GROUP -> null;
    };
  }
}
