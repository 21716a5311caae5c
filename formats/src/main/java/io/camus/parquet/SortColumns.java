package io.camus.parquet;

import io.camus.model.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.schema.MessageType;

/** The columns of a file by which its row groups are sorted: ascending, nulls first. */
final class SortColumns {
  private final List<ColumnDescriptor> all;
  private final List<Integer> sorted;

  private SortColumns(List<ColumnDescriptor> all, List<Integer> sorted) {
    this.all = all;
    this.sorted = sorted;
  }

  /**
   * The columns with these names; a name that no column has is ignored.
   *
   * @throws ConfigurationException if a record has any number of values of one
   */
  static SortColumns of(MessageType schema, List<String> names) {
    List<ColumnDescriptor> all = schema.getColumns();
    List<String> known =
        all.stream().map(it -> ColumnPath.get(it.getPath()).toDotString()).toList();
    List<Integer> sorted = new ArrayList<>();
    for (String name : names) {
      int index = known.indexOf(name);
      if (index < 0 || sorted.contains(index)) {
        continue;
      }
      if (all.get(index).getMaxRepetitionLevel() > 0) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "camus.parquet.sort.columns: %s is in an array or a map of %s, so a record may have"
                    + " several; name columns with one value",
                name,
                schema.getName()));
      }
      sorted.add(index);
    }
    return new SortColumns(all, sorted);
  }

  boolean isEmpty() {
    return sorted.isEmpty();
  }

  /** Empty keys, one for each of them. */
  List<KeyColumn> keys() {
    return sorted.stream().map(it -> KeyColumn.of(all.get(it).getPrimitiveType())).toList();
  }

  /** Writers of all columns, which keep the values of the keys and ignore the others. */
  ColumnWriter[] writers(List<KeyColumn> keys) {
    ColumnWriter[] writers = new ColumnWriter[all.size()];
    Arrays.fill(writers, new IgnoredColumn());
    for (int i = 0; i < keys.size(); i++) {
      writers[sorted.get(i)] = keys.get(i);
    }
    return writers;
  }

  /** As a row group's metadata have them. */
  List<SortingColumn> metadata() {
    return sorted.stream().map(it -> new SortingColumn(it, false, true)).toList();
  }
}
