package io.camus.iceberg;

import io.camus.model.ConfigurationException;
import io.camus.spi.Table.File;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Compares the columns of a file with those of its table, by name: their ids, types, and which may
 * be null. Columns that only the table has must be optional. A column that only the file has is
 * refused, since no reader of the table would show it.
 */
final class ColumnCheck {
  /** What a file without ids is. */
  enum Ids {
    /** Refused. */
    REQUIRED,
    /** Read by the names of its columns. */
    BY_NAME
  }

  private final File file;
  private final Footer footer;
  private final Ids ids;
  private final Schema table;

  private ColumnCheck(File file, Footer footer, Ids ids, Schema table) {
    this.file = file;
    this.footer = footer;
    this.ids = ids;
    this.table = table;
  }

  /**
   * @throws ConfigurationException naming the file and the column, and what to do
   */
  static void require(File file, Footer footer, Schema table, Ids ids) {
    new ColumnCheck(file, footer, ids, table).structs("", footer.columns(), table.asStruct());
  }

  private void structs(String parent, Types.StructType columns, Types.StructType of) {
    for (NestedField column : columns.fields()) {
      NestedField expected = of.field(column.name());
      String path = parent + column.name();
      if (expected == null) {
        String other = column.fieldId() < 0 ? null : table.findColumnName(column.fieldId());
        throw refused(
            other == null
                ? "its column %s is not in the table; add it with camus.table.evolve = true"
                : "its column %s has the id %d, which is that of %s in the table; " + rebuild(),
            path,
            column.fieldId(),
            other);
      }
      columns(path, column, expected);
    }
    for (NestedField column : of.fields()) {
      if (columns.field(column.name()) == null
          && column.isRequired()
          && column.initialDefault() == null) {
        throw refused(
            "it has no column %s, which the table requires; make it optional",
            parent + column.name());
      }
    }
  }

  private void columns(String path, NestedField column, NestedField expected) {
    if (column.fieldId() < 0) {
      if (ids == Ids.REQUIRED) {
        throw refused(
            "its column %s has no id, and that of the table is %d; add such files with camus tables"
                + " adopt",
            path, expected.fieldId());
      }
    } else if (column.fieldId() != expected.fieldId()) {
      throw refused(
          "its column %s has the id %d, and that of the table is %d; " + rebuild(),
          path,
          column.fieldId(),
          expected.fieldId());
    }
    if (column.isOptional() && expected.isRequired() && mayHaveNulls(expected)) {
      throw refused("its column %s may be null, and the table requires it; make it optional", path);
    }
    types(path, column.type(), expected.type());
  }

  private static String rebuild() {
    return "create the table again with camus tables rebuild";
  }

  /** Columns of ORC files without Iceberg's attributes are optional; their statistics tell. */
  private boolean mayHaveNulls(NestedField column) {
    if (footer.format() != FileFormat.ORC || ids == Ids.REQUIRED) {
      return true;
    }
    Map<Integer, Long> nulls = footer.metrics().nullValueCounts();
    return nulls != null && nulls.getOrDefault(column.fieldId(), 0L) > 0;
  }

  private void types(String path, Type type, Type expected) {
    if (type instanceof Types.StructType struct && expected instanceof Types.StructType of) {
      structs(path + ".", struct, of);
    } else if (type instanceof Types.ListType list && expected instanceof Types.ListType of) {
      columns(path + ".element", list.fields().get(0), of.fields().get(0));
    } else if (type instanceof Types.MapType map && expected instanceof Types.MapType of) {
      columns(path + ".key", map.fields().get(0), of.fields().get(0));
      columns(path + ".value", map.fields().get(1), of.fields().get(1));
    } else if (!type.isPrimitiveType()
        || !expected.isPrimitiveType()
        || !(isUuid(type, expected)
            || Comparison.isNarrower(type.asPrimitiveType(), expected.asPrimitiveType()))) {
      throw refused(
          "its column %s is %s, and %s in the table; write it to another table",
          path, Comparison.words(type), Comparison.words(expected));
    }
  }

  /** Iceberg describes the UUIDs of Parquet files as 16 bytes, and reads them as UUIDs. */
  private static boolean isUuid(Type type, Type expected) {
    return type instanceof Types.FixedType fixed
        && fixed.length() == 16
        && expected instanceof Types.UUIDType;
  }

  private ConfigurationException refused(String words, Object... parts) {
    return new ConfigurationException(
        file.path() + ": " + String.format(Locale.ROOT, words, parts));
  }
}
