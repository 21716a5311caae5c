package io.camus.iceberg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.Schema;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * What has to change in a table before it can have data with wanted columns. Columns are compared
 * by name. Data may be narrower than the table: its readers widen numbers, and required values fit
 * into an optional column.
 */
final class Comparison {
  /**
   * A change of a table's schema.
   *
   * @param words for people
   */
  record Change(String words, Consumer<UpdateSchema> update) {}

  private final Set<Integer> identifiers;
  private final List<Change> changes = new ArrayList<>();
  private final List<String> conflicts = new ArrayList<>();

  private Comparison(Set<Integer> identifiers) {
    this.identifiers = identifiers;
  }

  static Comparison of(Types.StructType wanted, Schema table) {
    Comparison comparison = new Comparison(table.identifierFieldIds());
    comparison.structs("", wanted, table.asStruct());
    return comparison;
  }

  /** The changes that a table can make, in the order of columns. */
  List<Change> changes() {
    return changes;
  }

  /** Why the table cannot have such data, in words. */
  List<String> conflicts() {
    return conflicts;
  }

  private void structs(String parent, Types.StructType wanted, Types.StructType table) {
    for (NestedField column : wanted.fields()) {
      NestedField existing = table.field(column.name());
      if (existing == null) {
        add(parent, column);
      } else {
        columns(path(parent, column.name()), column, existing);
      }
    }
    for (NestedField column : table.fields()) {
      if (column.isRequired()
          && column.initialDefault() == null
          && wanted.field(column.name()) == null) {
        conflict(
            "%s is required in the table, and the data do not have it; make it optional",
            path(parent, column.name()));
      }
    }
  }

  private static String path(String parent, String name) {
    return parent.isEmpty() ? name : parent + "." + name;
  }

  /** Older rows do not have it, so that it is optional. */
  private void add(String parent, NestedField column) {
    change(
        update ->
            update.addColumn(
                parent.isEmpty() ? null : parent, column.name(), column.type(), column.doc()),
        "add the optional column %s with the type %s",
        path(parent, column.name()),
        words(column.type()));
  }

  private void columns(String path, NestedField wanted, NestedField table) {
    if (wanted.isOptional() && table.isRequired()) {
      if (identifiers.contains(table.fieldId())) {
        conflict("%s identifies rows of the table, and the data may lack it", path);
      } else {
        change(update -> update.makeColumnOptional(path), "make %s optional", path);
      }
    }
    types(path, wanted.type(), table.type());
  }

  private void types(String path, Type wanted, Type table) {
    if (wanted instanceof Types.StructType struct && table instanceof Types.StructType columns) {
      structs(path, struct, columns);
    } else if (wanted instanceof Types.ListType list && table instanceof Types.ListType elements) {
      columns(path + ".element", list.fields().get(0), elements.fields().get(0));
    } else if (wanted instanceof Types.MapType map
        && table instanceof Types.MapType entries
        && map.keyType().equals(entries.keyType())) {
      columns(path + ".value", map.fields().get(1), entries.fields().get(1));
    } else if (wanted.isPrimitiveType() && table.isPrimitiveType()) {
      primitives(path, wanted.asPrimitiveType(), table.asPrimitiveType());
    } else {
      conflict("%s is %s in the table, and %s in the data", path, words(table), words(wanted));
    }
  }

  private void primitives(String path, Type.PrimitiveType wanted, Type.PrimitiveType table) {
    if (isNarrower(wanted, table)) {
      return;
    } else if (TypeUtil.isPromotionAllowed(table, wanted)) {
      change(
          update -> update.updateColumn(path, wanted),
          "widen %s from %s to %s",
          path,
          table,
          wanted);
    } else {
      conflict("%s is %s in the table, and %s in the data", path, table, wanted);
    }
  }

  /** Whether a column of a table can be read from files with a type: the same or a narrower one. */
  static boolean isNarrower(Type.PrimitiveType file, Type.PrimitiveType table) {
    return file.equals(table) || TypeUtil.isPromotionAllowed(file, table);
  }

  /** A type for people, without ids. */
  static String words(Type type) {
    return switch (type.typeId()) {
      case STRUCT -> "struct";
      case LIST -> "list";
      case MAP -> "map";
      default -> type.toString();
    };
  }

  private void change(Consumer<UpdateSchema> update, String words, Object... parts) {
    changes.add(new Change(String.format(Locale.ROOT, words, parts), update));
  }

  private void conflict(String words, Object... parts) {
    conflicts.add(String.format(Locale.ROOT, words, parts));
  }
}
