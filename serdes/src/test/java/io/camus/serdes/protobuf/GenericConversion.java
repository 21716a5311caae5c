package io.camus.serdes.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;

/** The conversion of Protobuf's own objects to Avro's, to compare with. */
final class GenericConversion {
  private GenericConversion() {}

  static Object of(Message message, Schema schema) {
    String name = message.getDescriptorForType().getFullName();
    if (name.equals("google.protobuf.Timestamp")) {
      long seconds = (Long) field(message, "seconds");
      int nanos = (Integer) field(message, "nanos");
      return seconds * 1_000_000 + nanos / 1_000;
    }
    if (schema.getType() != Schema.Type.RECORD) {
      FieldDescriptor value = message.getDescriptorForType().findFieldByName("value");
      return single(value, message.getField(value), schema);
    }
    GenericData.Record record = new GenericData.Record(schema);
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      Schema type = schema.getField(field.getName()).schema();
      record.put(field.getName(), value(message, field, type));
    }
    return record;
  }

  private static Object field(Message message, String name) {
    return message.getField(message.getDescriptorForType().findFieldByName(name));
  }

  private static Object value(Message message, FieldDescriptor field, Schema type) {
    if (field.isMapField()) {
      Map<Utf8, Object> map = new HashMap<>();
      for (Object entry : (List<?>) message.getField(field)) {
        Message pair = (Message) entry;
        FieldDescriptor key = pair.getDescriptorForType().findFieldByName("key");
        FieldDescriptor value = pair.getDescriptorForType().findFieldByName("value");
        map.put(
            new Utf8(key(key, pair.getField(key))),
            single(value, pair.getField(value), type.getValueType()));
      }
      return map;
    } else if (field.isRepeated()) {
      List<Object> values = new ArrayList<>();
      for (Object value : (List<?>) message.getField(field)) {
        values.add(single(field, value, type.getElementType()));
      }
      return values;
    } else if (!field.hasPresence()) {
      return single(field, message.getField(field), type);
    }
    return message.hasField(field)
        ? single(field, message.getField(field), type.getTypes().get(1))
        : null;
  }

  private static String key(FieldDescriptor field, Object key) {
    return switch (field.getType()) {
      case UINT32, FIXED32 -> Integer.toUnsignedString((Integer) key);
      case UINT64, FIXED64 -> Long.toUnsignedString((Long) key);
      default -> key.toString();
    };
  }

  private static Object single(FieldDescriptor field, Object value, Schema type) {
    return switch (field.getType()) {
      case UINT32, FIXED32 -> Integer.toUnsignedLong((Integer) value);
      case UINT64, FIXED64 ->
          ByteBuffer.wrap(new BigInteger(Long.toUnsignedString((Long) value)).toByteArray());
      case STRING -> new Utf8((String) value);
      case BYTES -> ((ByteString) value).asReadOnlyByteBuffer();
      case ENUM -> new GenericData.EnumSymbol(type, ((EnumValueDescriptor) value).getName());
      case MESSAGE -> of((Message) value, type);
      default -> value;
    };
  }
}
