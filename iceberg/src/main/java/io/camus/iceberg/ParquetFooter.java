package io.camus.iceberg;

import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads the footers of Parquet files. */
final class ParquetFooter {
  private final MetricsConfig metrics;
  private final NameMapping mapping;
  private int missing;

  ParquetFooter(MetricsConfig metrics, NameMapping mapping) {
    this.metrics = metrics;
    this.mapping = mapping;
  }

  Footer read(InputFile input) throws IOException {
    try (ParquetFileReader file =
        ParquetFileReader.open(
            new ParquetInput(input),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      ParquetMetadata footer = file.getFooter();
      MessageType columns = footer.getFileMetaData().getSchema();
      requireUsefulStatistics(input, footer);
      List<Long> splits = ParquetUtil.getSplitOffsets(footer);
      return new Footer(
          FileFormat.PARQUET,
          ParquetSchemaUtil.convert(new MessageType(columns.getName(), withIds(columns)))
              .asStruct(),
          ParquetUtil.footerMetrics(footer, Stream.empty(), metrics, mapping),
          splits == null ? List.of() : splits);
    }
  }

  /**
   * Iceberg's readers compare a filter's microseconds with the numbers in statistics, and UUIDs as
   * signed numbers.
   */
  private static void requireUsefulStatistics(InputFile input, ParquetMetadata footer) {
    List<ColumnDescriptor> columns = footer.getFileMetaData().getSchema().getColumns();
    for (int i = 0; i < columns.size(); i++) {
      LogicalTypeAnnotation meaning = columns.get(i).getPrimitiveType().getLogicalTypeAnnotation();
      if (hasStatistics(footer, i)
          && (isMillis(meaning) || meaning instanceof UUIDLogicalTypeAnnotation)) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "%s: readers of tables misread the statistics of its column %s, which has %s, so"
                    + " that queries would miss rows; pull the records again into files of the"
                    + " table",
                input.location(),
                String.join(".", columns.get(i).getPath()),
                isMillis(meaning) ? "times in milliseconds" : "UUIDs"));
      }
    }
  }

  private static boolean hasStatistics(ParquetMetadata footer, int column) {
    return footer.getBlocks().stream()
        .map(group -> group.getColumns().get(column).getStatistics())
        .anyMatch(statistics -> statistics != null && statistics.hasNonNullValue());
  }

  private static boolean isMillis(LogicalTypeAnnotation meaning) {
    return (meaning instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation moment
            && moment.getUnit() == TimeUnit.MILLIS)
        || (meaning instanceof LogicalTypeAnnotation.TimeLogicalTypeAnnotation time
            && time.getUnit() == TimeUnit.MILLIS);
  }

  private List<Type> withIds(GroupType group) {
    List<Type> types = new ArrayList<>();
    for (Type type : group.getFields()) {
      int id = type.getId() == null ? --missing : type.getId().intValue();
      types.add(
          (type.isPrimitive()
                  ? type
                  : type.asGroupType().withNewFields(withIds(type.asGroupType())))
              .withId(id));
    }
    return types;
  }
}
