package io.camus.orc;

import io.camus.format.StoredTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
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

/** Encodes rows of a batch in Avro binary, as Avro's library does. Not thread-safe. */
final class RowReader {
  private final Schema record;
  private final Output bytes = new Output();
  private final BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);

  /** A stream whose bytes can be used without a copy. */
  private static final class Output extends ByteArrayOutputStream {
    byte[] bytes() {
      return buf;
    }
  }

  RowReader(Schema record) {
    this.record = record;
  }

  /**
   * Encodes a row.
   *
   * @throws IOException if it is not one of the schema
   */
  void read(VectorizedRowBatch batch, int row) throws IOException {
    bytes.reset();
    fields(record, batch.cols, row);
    out.flush();
  }

  /** The bytes of the last row, and perhaps others after them; valid until the next one. */
  byte[] bytes() {
    return bytes.bytes();
  }

  int length() {
    return bytes.size();
  }

  private void fields(Schema schema, ColumnVector[] columns, int row) throws IOException {
    int column = 0;
    for (Schema.Field field : schema.getFields()) {
      if (OrcTypes.hasColumn(field)) {
        value(field.schema(), columns[column++], row);
      }
    }
  }

  private void value(Schema schema, ColumnVector column, int rowOfBatch) throws IOException {
    int row = column.isRepeating ? 0 : rowOfBatch;
    boolean isNull = !column.noNulls && column.isNull[row];
    Schema type = OrcTypes.present(schema);
    if (schema.isUnion()) {
      List<Schema> types = schema.getTypes();
      int none = types.get(0).getType() == Schema.Type.NULL ? 0 : types.size() - 1;
      out.writeIndex(isNull ? none : types.indexOf(type));
      isNull = isNull && types.get(none).getType() == Schema.Type.NULL;
      if (isNull) {
        return;
      }
    }
    if (isNull) {
      throw new IOException("a column that must have values has none");
    }
    switch (type.getType()) {
      case RECORD -> fields(type, ((StructColumnVector) column).fields, row);
      case ARRAY -> items(type, (ListColumnVector) column, row);
      case MAP -> entries(type, (MapColumnVector) column, row);
      case BOOLEAN -> out.writeBoolean(((LongColumnVector) column).vector[row] != 0);
      case INT -> {
        long value = ((LongColumnVector) column).vector[row];
        out.writeInt(
            Math.toIntExact(StoredTimes.areMicros(type) ? value / StoredTimes.OF_MILLI : value));
      }
      case LONG -> number(type, column, row);
      case FLOAT -> out.writeFloat((float) decimal(column, row));
      case DOUBLE -> out.writeDouble(decimal(column, row));
      case ENUM -> symbol(type, (BytesColumnVector) column, row);
      case STRING, BYTES, FIXED -> bytes(type, column, row);
      case NULL, UNION -> throw new IllegalStateException("no column has this type: " + type);
    }
  }

  /** ORC has one NaN, and its reader takes -0.0 and 0.0 for the same. */
  private static double decimal(ColumnVector column, int row) {
    double value = ((DoubleColumnVector) column).vector[row];
    if (Double.isNaN(value)) {
      return Double.NaN;
    }
    return value == 0 ? 0 : value;
  }

  private void number(Schema type, ColumnVector column, int row) throws IOException {
    out.writeLong(
        column instanceof TimestampColumnVector moments
            ? Moment.of(type.getLogicalType()).get(moments, row)
            : ((LongColumnVector) column).vector[row]);
  }

  private void symbol(Schema type, BytesColumnVector column, int row) throws IOException {
    String symbol =
        new String(
            column.vector[row], column.start[row], column.length[row], StandardCharsets.UTF_8);
    if (!type.hasEnumSymbol(symbol)) {
      throw new IOException("a value is not a symbol of " + type.getFullName());
    }
    out.writeEnum(type.getEnumOrdinal(symbol));
  }

  private void bytes(Schema type, ColumnVector column, int row) throws IOException {
    byte[] value;
    if (column instanceof DecimalColumnVector decimals) {
      value = Decimals.get(decimals, row, type);
    } else {
      BytesColumnVector texts = (BytesColumnVector) column;
      value =
          Arrays.copyOfRange(
              texts.vector[row], texts.start[row], texts.start[row] + texts.length[row]);
    }
    if (type.getType() != Schema.Type.FIXED) {
      out.writeBytes(value);
    } else if (value.length == type.getFixedSize()) {
      out.writeFixed(value);
    } else {
      throw new IOException("a value does not have the size of " + type.getFullName());
    }
  }

  private void items(Schema type, ListColumnVector list, int row) throws IOException {
    start(list.lengths[row]);
    for (long i = 0; i < list.lengths[row]; i++) {
      value(type.getElementType(), list.child, (int) (list.offsets[row] + i));
    }
    out.writeArrayEnd();
  }

  private void entries(Schema type, MapColumnVector map, int row) throws IOException {
    BytesColumnVector keys = (BytesColumnVector) map.keys;
    start(map.lengths[row]);
    for (long i = 0; i < map.lengths[row]; i++) {
      int entry = (int) (map.offsets[row] + i);
      int key = keys.isRepeating ? 0 : entry;
      out.writeBytes(keys.vector[key], keys.start[key], keys.length[key]);
      value(type.getValueType(), map.values, entry);
    }
    out.writeArrayEnd();
  }

  private void start(long items) throws IOException {
    out.writeArrayStart();
    out.setItemCount(items);
  }
}
