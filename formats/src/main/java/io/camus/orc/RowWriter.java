package io.camus.orc;

import io.camus.format.StoredTimes;
import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.ListColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.MapColumnVector;
import org.apache.orc.storage.ql.exec.vector.StructColumnVector;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;

/** Puts data in Avro binary into the rows of a batch. Not thread-safe. */
final class RowWriter {
  private final Schema record;
  private BinaryDecoder in;

  RowWriter(Schema record) {
    this.record = record;
  }

  /**
   * Fills a row.
   *
   * @throws IOException if the bytes are not one datum of the schema
   * @throws ConfigurationException if ORC cannot store a value
   */
  void write(byte[] bytes, int offset, int length, VectorizedRowBatch batch, int row)
      throws IOException {
    in = DecoderFactory.get().binaryDecoder(bytes, offset, length, in);
    fields(record, batch.cols, row);
    if (!in.isEnd()) {
      throw new IOException("bytes follow the datum");
    }
  }

  private void fields(Schema schema, ColumnVector[] columns, int row) throws IOException {
    int column = 0;
    for (Schema.Field field : schema.getFields()) {
      if (OrcTypes.hasColumn(field)) {
        value(field.schema(), columns[column++], row);
      }
    }
  }

  private void value(Schema schema, ColumnVector column, int row) throws IOException {
    Schema type = schema;
    if (schema.isUnion()) {
      type = branch(schema);
      if (type.getType() == Schema.Type.NULL) {
        column.noNulls = false;
        column.isNull[row] = true;
        return;
      }
    }
    column.isNull[row] = false;
    switch (type.getType()) {
      case RECORD -> fields(type, ((StructColumnVector) column).fields, row);
      case ARRAY -> items(type, (ListColumnVector) column, row);
      case MAP -> entries(type, (MapColumnVector) column, row);
      case BOOLEAN -> ((LongColumnVector) column).vector[row] = in.readBoolean() ? 1 : 0;
      case INT ->
          ((LongColumnVector) column).vector[row] =
              StoredTimes.areMicros(type)
                  ? (long) in.readInt() * StoredTimes.OF_MILLI
                  : in.readInt();
      case LONG -> number(column, row, type);
      case FLOAT -> ((DoubleColumnVector) column).vector[row] = in.readFloat();
      case DOUBLE -> ((DoubleColumnVector) column).vector[row] = in.readDouble();
      case ENUM -> symbol(type, (BytesColumnVector) column, row);
      case STRING, BYTES -> bytes(type, column, row, read());
      case FIXED -> {
        byte[] fixed = new byte[type.getFixedSize()];
        in.readFixed(fixed);
        bytes(type, column, row, fixed);
      }
      case NULL, UNION -> throw new IllegalStateException("no column has this type: " + type);
    }
  }

  private Schema branch(Schema union) throws IOException {
    List<Schema> types = union.getTypes();
    return types.get(checked(in.readIndex(), types.size(), "a union"));
  }

  private void number(ColumnVector column, int row, Schema type) throws IOException {
    long value = in.readLong();
    if (column instanceof TimestampColumnVector moments) {
      Moment.of(type.getLogicalType()).put(moments, row, value);
    } else {
      ((LongColumnVector) column).vector[row] = value;
    }
  }

  private void symbol(Schema type, BytesColumnVector column, int row) throws IOException {
    List<String> symbols = type.getEnumSymbols();
    int index = checked(in.readEnum(), symbols.size(), "an enum");
    set(column, row, symbols.get(index).getBytes(StandardCharsets.UTF_8));
  }

  private static int checked(int index, int size, String of) throws IOException {
    if (index < 0 || index >= size) {
      throw new IOException(String.format(Locale.ROOT, "index %d of %s of %d", index, of, size));
    }
    return index;
  }

  private byte[] read() throws IOException {
    ByteBuffer read = in.readBytes(null);
    byte[] bytes = new byte[read.remaining()];
    read.get(bytes);
    return bytes;
  }

  private static void bytes(Schema type, ColumnVector column, int row, byte[] bytes) {
    if (column instanceof DecimalColumnVector decimals) {
      Decimals.put(decimals, row, bytes, (LogicalTypes.Decimal) type.getLogicalType());
    } else {
      set((BytesColumnVector) column, row, bytes);
    }
  }

  private static void set(BytesColumnVector column, int row, byte[] bytes) {
    column.setRef(row, bytes, 0, bytes.length);
  }

  private void items(Schema type, ListColumnVector list, int row) throws IOException {
    list.offsets[row] = list.childCount;
    for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
      for (; left > 0; left--) {
        int item = list.childCount++;
        reserve(list.child, item);
        value(type.getElementType(), list.child, item);
      }
    }
    list.lengths[row] = list.childCount - list.offsets[row];
  }

  private void entries(Schema type, MapColumnVector map, int row) throws IOException {
    map.offsets[row] = map.childCount;
    for (long left = in.readMapStart(); left > 0; left = in.mapNext()) {
      for (; left > 0; left--) {
        int entry = map.childCount++;
        reserve(map.keys, entry);
        reserve(map.values, entry);
        map.keys.isNull[entry] = false;
        set((BytesColumnVector) map.keys, entry, read());
        value(type.getValueType(), map.values, entry);
      }
    }
    map.lengths[row] = map.childCount - map.offsets[row];
  }

  /** Doubles the room of a column if it is full. */
  private static void reserve(ColumnVector column, int row) {
    if (row >= column.isNull.length) {
      column.ensureSize(2 * row, true);
    }
  }
}
