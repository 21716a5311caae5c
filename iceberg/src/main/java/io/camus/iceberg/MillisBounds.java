package io.camus.iceberg;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.iceberg.FieldMetrics;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;

/**
 * Metrics of a Parquet file's columns with times in milliseconds. Iceberg's own take the numbers of
 * a footer for microseconds, with which its readers would leave out files that they need.
 */
final class MillisBounds {
  private static final long MICROS = 1000;

  private MillisBounds() {}

  /**
   * The metrics of these columns.
   *
   * @param columns those of the footer with ids, in the same order
   */
  static Stream<FieldMetrics<?>> of(MessageType columns, ParquetMetadata footer) {
    List<FieldMetrics<?>> metrics = new ArrayList<>();
    List<ColumnDescriptor> leaves = columns.getColumns();
    for (int i = 0; i < leaves.size(); i++) {
      ColumnDescriptor leaf = leaves.get(i);
      if (leaf.getPrimitiveType().getId() != null
          && leaf.getMaxRepetitionLevel() == 0
          && isMillis(leaf.getPrimitiveType().getLogicalTypeAnnotation())) {
        metrics.add(of(leaf.getPrimitiveType().getId().intValue(), i, footer));
      }
    }
    return metrics.stream();
  }

  private static boolean isMillis(LogicalTypeAnnotation meaning) {
    return (meaning instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation moment
            && moment.getUnit() == TimeUnit.MILLIS)
        || (meaning instanceof LogicalTypeAnnotation.TimeLogicalTypeAnnotation time
            && time.getUnit() == TimeUnit.MILLIS);
  }

  private static FieldMetrics<Long> of(int id, int column, ParquetMetadata footer) {
    long values = 0;
    long nulls = 0;
    boolean known = true;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (BlockMetaData group : footer.getBlocks()) {
      ColumnChunkMetaData chunk = group.getColumns().get(column);
      Statistics<?> statistics = chunk.getStatistics();
      values += chunk.getValueCount();
      if (statistics == null || statistics.isEmpty() || !statistics.isNumNullsSet()) {
        return new FieldMetrics<>(id, -1, -1);
      }
      nulls += statistics.getNumNulls();
      if (statistics.hasNonNullValue()) {
        least = Math.min(least, ((Number) statistics.genericGetMin()).longValue());
        most = Math.max(most, ((Number) statistics.genericGetMax()).longValue());
      } else {
        known &= statistics.getNumNulls() == chunk.getValueCount();
      }
    }
    OptionalLong lower = micros(least);
    OptionalLong upper = micros(most);
    return known && least <= most && lower.isPresent() && upper.isPresent()
        ? new FieldMetrics<>(id, values, nulls, lower.getAsLong(), upper.getAsLong())
        : new FieldMetrics<>(id, values, nulls);
  }

  private static OptionalLong micros(long millis) {
    return Math.abs(millis) <= Long.MAX_VALUE / MICROS
        ? OptionalLong.of(millis * MICROS)
        : OptionalLong.empty();
  }
}
