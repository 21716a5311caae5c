package io.camus.serdes.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import io.camus.serdes.protobuf.FieldShape.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Compiles the descriptor of a message to its shape and its Avro schema. The fields of both have
 * the order of the {@code .proto} file.
 *
 * @param timestamps the unit of {@code google.protobuf.Timestamp}
 */
record ShapeCompiler(TimestampUnit timestamps, UnknownFields unknownFields) {

  /** A message that records can be translated from. */
  record Compiled(MessageShape shape, Schema schema) {}

  /**
   * Compiles a message.
   *
   * @throws UnusableSchemaException if it uses something that Avro cannot hold
   */
  Compiled compile(Descriptor message) throws UnusableSchemaException {
    try {
      return new Compiled(
          new Shapes().of(message), new AvroTypes(timestamps, unknownFields).of(message));
    } catch (AvroRuntimeException | IllegalArgumentException e) {
      throw new UnusableSchemaException(
          String.format(
              Locale.ROOT, "%s cannot become Avro: %s", message.getFullName(), e.getMessage()));
    }
  }

  /** The shapes of one compilation. */
  private final class Shapes {
    private final Map<String, MessageShape> shapes = new HashMap<>();

    MessageShape of(Descriptor message) {
      MessageShape known = shapes.get(message.getFullName());
      if (known != null) {
        return known;
      }
      WellKnown kind = WellKnown.of(message);
      boolean plain = kind == WellKnown.NONE && !message.getOptions().getMapEntry();
      MessageShape shape =
          new MessageShape(
              message.getName(),
              kind == WellKnown.TIMESTAMP ? timestamps : null,
              plain ? unknownFields : UnknownFields.DROP);
      shapes.put(message.getFullName(), shape);
      List<FieldShape> fields = new ArrayList<>();
      for (FieldDescriptor field : message.getFields()) {
        fields.add(of(field));
      }
      shape.fill(fields);
      return shape;
    }

    private FieldShape of(FieldDescriptor field) {
      FieldKind kind = kind(field);
      return new FieldShape(
          field.getFullName(),
          field.getNumber(),
          kind,
          form(field),
          rivals(field),
          kind == FieldKind.ENUM ? new EnumNumbers(field.getEnumType()) : null,
          kind == FieldKind.MESSAGE ? of(field.getMessageType()) : null);
    }
  }

  private static List<Integer> rivals(FieldDescriptor field) {
    OneofDescriptor oneof = field.getRealContainingOneof();
    return oneof == null
        ? List.of()
        : oneof.getFields().stream()
            .filter(other -> other != field)
            .map(FieldDescriptor::getIndex)
            .toList();
  }

  static Form form(FieldDescriptor field) {
    if (field.isMapField()) {
      return Form.MAP;
    } else if (field.isRepeated()) {
      return Form.REPEATED;
    } else if (field.isRequired()) {
      return Form.REQUIRED;
    } else if (field.getContainingType().getOptions().getMapEntry()) {
      return Form.IMPLICIT;
    }
    return field.hasPresence() ? Form.OPTIONAL : Form.IMPLICIT;
  }

  private static FieldKind kind(FieldDescriptor field) {
    return switch (field.getType()) {
      case INT32 -> FieldKind.INT32;
      case SINT32 -> FieldKind.SINT32;
      case UINT32 -> FieldKind.UINT32;
      case INT64 -> FieldKind.INT64;
      case SINT64 -> FieldKind.SINT64;
      case UINT64 -> FieldKind.UINT64;
      case BOOL -> FieldKind.BOOL;
      case ENUM -> FieldKind.ENUM;
      case SFIXED32 -> FieldKind.SFIXED32;
      case FIXED32 -> FieldKind.FIXED32;
      case FLOAT -> FieldKind.FLOAT;
      case SFIXED64 -> FieldKind.SFIXED64;
      case FIXED64 -> FieldKind.FIXED64;
      case DOUBLE -> FieldKind.DOUBLE;
      case STRING -> FieldKind.STRING;
      case BYTES -> FieldKind.BYTES;
      case MESSAGE -> FieldKind.MESSAGE;
      case GROUP ->
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT, "%s is a group, which is not supported", field.getFullName()));
    };
  }
}
