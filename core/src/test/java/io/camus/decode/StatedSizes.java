package io.camus.decode;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Reads a datum as Avro's specification has it, and looks at the byte sizes of its blocks. */
final class StatedSizes {
  private final BinaryDecoder decoder;
  private boolean right = true;

  private StatedSizes(byte[] bytes) {
    this.decoder = DecoderFactory.get().binaryDecoder(bytes, null);
  }

  /** Whether every block that states its size has it; the datum has to be readable. */
  static boolean areRight(Schema schema, byte[] bytes) {
    StatedSizes sizes = new StatedSizes(bytes);
    try {
      sizes.read(schema);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return sizes.right;
  }

  private void read(Schema schema) throws IOException {
    switch (schema.getType()) {
      case NULL -> decoder.readNull();
      case BOOLEAN -> decoder.readBoolean();
      case INT -> decoder.readInt();
      case LONG -> decoder.readLong();
      case FLOAT -> decoder.readFloat();
      case DOUBLE -> decoder.readDouble();
      case STRING, BYTES -> decoder.skipBytes();
      case FIXED -> decoder.skipFixed(schema.getFixedSize());
      case ENUM -> decoder.readEnum();
      case UNION -> read(schema.getTypes().get(decoder.readIndex()));
      case ARRAY -> blocks(List.of(schema.getElementType()));
      case MAP -> blocks(List.of(Schema.create(Schema.Type.STRING), schema.getValueType()));
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          read(field.schema());
        }
      }
    }
  }

  private void blocks(List<Schema> item) throws IOException {
    for (long count = decoder.readLong(); count != 0; count = decoder.readLong()) {
      long size = count < 0 ? decoder.readLong() : -1;
      int left = decoder.inputStream().available();
      for (long i = 0; i < Math.abs(count); i++) {
        for (Schema part : item) {
          read(part);
        }
      }
      right &= size == -1 || size == left - decoder.inputStream().available();
    }
  }
}
