package io.camus.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Re-encodes a datum as Avro's library encodes it: numbers in the fewest bytes, and each array and
 * map in one block without its size. The order of a map's entries is kept.
 */
final class CanonicalAvro {
  private final BinaryDecoder in;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);

  private CanonicalAvro(BinaryDecoder in) {
    this.in = in;
  }

  /**
   * The canonical bytes of {@code [from, to)}.
   *
   * @throws IOException if they are not one datum of the schema
   */
  static byte[] encode(Schema schema, byte[] datum, int from, int to) throws IOException {
    CanonicalAvro copy =
        new CanonicalAvro(DecoderFactory.get().binaryDecoder(datum, from, to - from, null));
    copy.copy(schema);
    if (!copy.in.isEnd()) {
      throw new IOException("bytes follow the datum");
    }
    return copy.bytes.toByteArray();
  }

  private void copy(Schema schema) throws IOException {
    switch (schema.getType()) {
      case NULL -> {}
      case BOOLEAN -> out.writeBoolean(in.readBoolean());
      case INT -> out.writeInt(in.readInt());
      case LONG -> out.writeLong(in.readLong());
      case FLOAT -> out.writeFloat(in.readFloat());
      case DOUBLE -> out.writeDouble(in.readDouble());
      case STRING, BYTES -> copyBytes();
      case FIXED -> {
        byte[] fixed = new byte[schema.getFixedSize()];
        in.readFixed(fixed);
        out.writeFixed(fixed);
      }
      case ENUM -> out.writeEnum(index(in.readEnum(), schema.getEnumSymbols()));
      case UNION -> {
        int branch = index(in.readIndex(), schema.getTypes());
        out.writeIndex(branch);
        copy(schema.getTypes().get(branch));
      }
      case ARRAY, MAP -> copyItems(schema);
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          copy(field.schema());
        }
      }
    }
  }

  private static int index(int index, List<?> of) throws IOException {
    if (index < 0 || index >= of.size()) {
      throw new IOException("index " + index + " of " + of.size());
    }
    return index;
  }

  private void copyBytes() throws IOException {
    ByteBuffer read = in.readBytes(null);
    out.writeBytes(read.array(), read.arrayOffset() + read.position(), read.remaining());
  }

  /** The items come first here, because only their last block tells how many there are. */
  private void copyItems(Schema schema) throws IOException {
    CanonicalAvro items = new CanonicalAvro(in);
    long count = 0;
    for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        if (schema.getType() == Schema.Type.MAP) {
          items.copyBytes();
          items.copy(schema.getValueType());
        } else {
          items.copy(schema.getElementType());
        }
      }
      count += block;
    }
    if (count > 0) {
      out.writeLong(count);
      out.writeFixed(items.bytes.toByteArray());
    }
    out.writeLong(0);
  }
}
