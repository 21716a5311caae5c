package io.camus.it.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** The rows of a Parquet file, by Parquet's own reader, as {@link RecordHash} takes them. */
final class ParquetRows {
  private static final long MICROS_PER_MILLI = 1_000;

  private ParquetRows() {}

  static Tally tally(Path file) throws IOException {
    Tally tally = Tally.NOTHING;
    try (ParquetReader<Group> reader = new Rows(file).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        tally = tally.plus(RecordHash.of(fields(row)));
      }
    }
    return tally;
  }

  /** Opens a local file. */
  private static final class Rows extends ParquetReader.Builder<Group> {
    Rows(Path file) {
      super(new LocalInputFile(file), new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  private static RecordHash.Fields fields(Group group) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < group.getType().getFieldCount(); i++) {
      values.add(only(group, i));
    }
    return new RecordHash.Fields(values);
  }

  private static Object only(Group group, int field) {
    return group.getFieldRepetitionCount(field) == 0 ? null : value(group, field, 0);
  }

  private static Object value(Group group, int field, int index) {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      return primitive(group, field, index);
    }
    Group inner = group.getGroup(field, index);
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    if (meaning instanceof ListLogicalTypeAnnotation) {
      return items(inner);
    }
    return meaning instanceof MapLogicalTypeAnnotation ? entries(inner) : fields(inner);
  }

  private static List<Object> items(Group list) {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      items.add(only(list.getGroup(0, i), 0));
    }
    return items;
  }

  private static Map<Object, Object> entries(Group map) {
    Map<Object, Object> entries = new HashMap<>();
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      entries.put(only(entry, 0), only(entry, 1));
    }
    return entries;
  }

  private static Object primitive(Group group, int field, int index) {
    Type type = group.getType().getType(field);
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> group.getBoolean(field, index);
      case INT32 -> group.getInteger(field, index);
      case INT64 -> time(group.getLong(field, index), type.getLogicalTypeAnnotation());
      case FLOAT -> group.getFloat(field, index);
      case DOUBLE -> group.getDouble(field, index);
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 ->
          ByteBuffer.wrap(group.getBinary(field, index).getBytes());
    };
  }

  private static long time(long value, LogicalTypeAnnotation meaning) {
    return meaning instanceof TimestampLogicalTypeAnnotation time
            && time.getUnit() == TimeUnit.MICROS
        ? value / MICROS_PER_MILLI
        : value;
  }
}
