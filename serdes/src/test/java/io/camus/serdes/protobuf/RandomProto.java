package io.camus.serdes.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WrappersProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random descriptors, and random messages of them. */
final class RandomProto {
  private static final int MESSAGES = 4;
  private static final FieldDescriptorProto.Type[] KEYS = {
    FieldDescriptorProto.Type.TYPE_STRING, FieldDescriptorProto.Type.TYPE_INT32,
        FieldDescriptorProto.Type.TYPE_SINT64, FieldDescriptorProto.Type.TYPE_UINT64,
        FieldDescriptorProto.Type.TYPE_BOOL,
    FieldDescriptorProto.Type.TYPE_FIXED32, FieldDescriptorProto.Type.TYPE_SFIXED64,
        FieldDescriptorProto.Type.TYPE_UINT32, FieldDescriptorProto.Type.TYPE_SINT32,
        FieldDescriptorProto.Type.TYPE_FIXED64
  };
  private static final List<String> WELL_KNOWN =
      List.of("Timestamp", "StringValue", "Int64Value", "UInt64Value", "BoolValue", "DoubleValue");

  private final Random random;

  RandomProto(long seed) {
    random = new Random(seed);
  }

  /** A file of some messages and an enum, which refer to each other. */
  FileDescriptor file() {
    boolean proto3 = random.nextBoolean();
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder()
            .setName("random.proto")
            .setPackage("a.b")
            .setSyntax(proto3 ? "proto3" : "proto2")
            .addDependency("google/protobuf/timestamp.proto")
            .addDependency("google/protobuf/wrappers.proto")
            .addEnumType(
                EnumDescriptorProto.newBuilder()
                    .setName("E")
                    .addValue(EnumValueDescriptorProto.newBuilder().setName("ZERO").setNumber(0))
                    .addValue(EnumValueDescriptorProto.newBuilder().setName("BIG").setNumber(900))
                    .addValue(EnumValueDescriptorProto.newBuilder().setName("NEG").setNumber(-7))
                    .addValue(EnumValueDescriptorProto.newBuilder().setName("ONE").setNumber(1)));
    for (int i = 0; i < MESSAGES; i++) {
      file.addMessageType(message("M" + i, proto3));
    }
    try {
      return FileDescriptor.buildFrom(
          file.build(),
          new FileDescriptor[] {TimestampProto.getDescriptor(), WrappersProto.getDescriptor()});
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(file.build().toString(), e);
    }
  }

  private DescriptorProto message(String name, boolean proto3) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
    List<Integer> numbers = new ArrayList<>();
    int count = random.nextInt(9);
    for (int i = 0; i < count; i++) {
      numbers.add(1 + i * (random.nextInt(4) == 0 ? 700 : 1) + 10 * i);
    }
    Collections.shuffle(numbers, random);
    List<FieldDescriptorProto.Builder> presence = new ArrayList<>();
    boolean oneof = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      FieldDescriptorProto.Builder field =
          FieldDescriptorProto.newBuilder().setName("f" + i).setNumber(numbers.get(i));
      int form = random.nextInt(6);
      if (form == 0) {
        map(message, field, i);
        message.addField(field);
        continue;
      }
      type(field);
      field.setLabel(form == 1 ? Label.LABEL_REPEATED : Label.LABEL_OPTIONAL);
      if (form == 1 && packable(field.getType())) {
        field.setOptions(FieldOptions.newBuilder().setPacked(random.nextBoolean()));
      } else if (oneof && (form == 2 || form == 3)) {
        if (message.getOneofDeclCount() == 0) {
          message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("choice"));
        }
        field.setOneofIndex(0);
      }
      boolean explicit = form == 4 && proto3 && !field.hasTypeName();
      message.addField(explicit ? field.setProto3Optional(true) : field);
      if (explicit) {
        presence.add(message.getFieldBuilder(message.getFieldCount() - 1));
      }
    }
    for (FieldDescriptorProto.Builder field : presence) {
      field.setOneofIndex(message.getOneofDeclCount());
      message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.getName()));
    }
    return message.build();
  }

  private void map(DescriptorProto.Builder message, FieldDescriptorProto.Builder field, int i) {
    FieldDescriptorProto.Builder value =
        FieldDescriptorProto.newBuilder()
            .setName("value")
            .setNumber(2)
            .setLabel(Label.LABEL_OPTIONAL);
    type(value);
    message.addNestedType(
        DescriptorProto.newBuilder()
            .setName("F" + i + "Entry")
            .setOptions(MessageOptions.newBuilder().setMapEntry(true))
            .addField(
                FieldDescriptorProto.newBuilder()
                    .setName("key")
                    .setNumber(1)
                    .setLabel(Label.LABEL_OPTIONAL)
                    .setType(KEYS[random.nextInt(KEYS.length)]))
            .addField(value));
    field
        .setLabel(Label.LABEL_REPEATED)
        .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
        .setTypeName(".a.b." + message.getName() + ".F" + i + "Entry");
  }

  private void type(FieldDescriptorProto.Builder field) {
    FieldDescriptorProto.Type[] all = FieldDescriptorProto.Type.values();
    FieldDescriptorProto.Type type = all[random.nextInt(all.length)];
    while (type == FieldDescriptorProto.Type.TYPE_GROUP) {
      type = all[random.nextInt(all.length)];
    }
    field.setType(type);
    if (type == FieldDescriptorProto.Type.TYPE_ENUM) {
      field.setTypeName(".a.b.E");
    } else if (type == FieldDescriptorProto.Type.TYPE_MESSAGE) {
      field.setTypeName(
          random.nextInt(3) == 0
              ? ".google.protobuf." + WELL_KNOWN.get(random.nextInt(WELL_KNOWN.size()))
              : ".a.b.M" + random.nextInt(MESSAGES));
    }
  }

  private static boolean packable(FieldDescriptorProto.Type type) {
    return type != FieldDescriptorProto.Type.TYPE_STRING
        && type != FieldDescriptorProto.Type.TYPE_BYTES
        && type != FieldDescriptorProto.Type.TYPE_MESSAGE;
  }

  /** The bytes of a message: of several that are merged, in any order, with unknown fields. */
  byte[] bytes(Descriptor type) {
    List<byte[]> parts = new ArrayList<>();
    int messages = 1 + random.nextInt(3);
    for (int i = 0; i < messages; i++) {
      parts.addAll(fields(message(type, 0)));
    }
    if (random.nextBoolean()) {
      UnknownFieldSet group =
          UnknownFieldSet.newBuilder()
              .addField(7, UnknownFieldSet.Field.newBuilder().addVarint(random.nextLong()).build())
              .build();
      UnknownFieldSet unknown =
          UnknownFieldSet.newBuilder()
              .addField(
                  5_000,
                  UnknownFieldSet.Field.newBuilder()
                      .addGroup(group)
                      .addFixed32(random.nextInt())
                      .addFixed64(random.nextLong())
                      .addLengthDelimited(ByteString.copyFromUtf8("unknown"))
                      .build())
              .build();
      parts.add(unknown.toByteArray());
    }
    if (random.nextInt(4) == 0) {
      Collections.shuffle(parts, random);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** Each field of a message for itself. */
  private static List<byte[]> fields(DynamicMessage message) {
    List<byte[]> parts = new ArrayList<>();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      DynamicMessage alone =
          DynamicMessage.newBuilder(message.getDescriptorForType())
              .setField(field.getKey(), field.getValue())
              .build();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        alone.writeTo(out);
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      parts.add(bytes.toByteArray());
    }
    return parts;
  }

  private DynamicMessage message(Descriptor type, int depth) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    if (type.getFullName().equals("google.protobuf.Timestamp")) {
      return message
          .setField(type.findFieldByNumber(1), (long) random.nextInt() * 3)
          .setField(type.findFieldByNumber(2), random.nextInt(1_000_000_000))
          .build();
    }
    for (FieldDescriptor field : type.getFields()) {
      if (depth > 3 && field.getType() == FieldDescriptor.Type.MESSAGE) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = random.nextInt(4); i > 0; i--) {
          message.addRepeatedField(field, value(field, depth));
        }
      } else if (random.nextInt(3) > 0) {
        message.setField(field, value(field, depth));
      }
    }
    return message.build();
  }

  private Object value(FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt() >> random.nextInt(32);
      case LONG -> random.nextLong() >> random.nextInt(64);
      case FLOAT -> (float) random.nextGaussian();
      case DOUBLE -> random.nextGaussian();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> "ü€\uD83D\uDE00".substring(0, random.nextInt(3)) + random.nextInt(20);
      case BYTE_STRING -> ByteString.copyFrom(new byte[] {(byte) random.nextInt(), 0, -1});
      case ENUM ->
          field
              .getEnumType()
              .getValues()
              .get(random.nextInt(field.getEnumType().getValues().size()));
      case MESSAGE -> message(field.getMessageType(), depth + 1);
    };
  }
}
