package io.camus.parquet;

import io.camus.parquet.ParquetLayout.Dictionaries;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Starts the row groups of a file. */
final class RowGroups {
  private static final int STATISTICS_BYTES = 64;
  private static final int BLOOM_BYTES = 1 << 18;

  /** Memory of a column without values. */
  private static final int COLUMN_BYTES = 1 << 13;

  /** A row group with less for each column would be nothing but overhead. */
  private static final int LEAST_COLUMN_BYTES = 1 << 14;

  private final MessageType schema;
  private final BytesInputCompressor compressor;
  private final ParquetProperties properties;
  private final long fullBytes;
  private final long fixedBytes;

  RowGroups(MessageType schema, ParquetLayout layout, BytesInputCompressor compressor) {
    this.schema = schema;
    this.compressor = compressor;
    List<String> blooms =
        schema.getColumns().stream()
            .filter(it -> it.getPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.BOOLEAN)
            .map(RowGroups::name)
            .filter(layout.bloomColumns()::contains)
            .toList();
    ParquetProperties.Builder builder =
        ParquetProperties.builder()
            .withPageSize(layout.pageBytes())
            .withDictionaryPageSize(layout.pageBytes())
            .withDictionaryEncoding(layout.dictionaries() == Dictionaries.USED)
            .withValuesWriterFactory(new ColumnValues())
            .withStatisticsTruncateLength(STATISTICS_BYTES)
            .withColumnIndexTruncateLength(STATISTICS_BYTES)
            .withPageWriteChecksumEnabled(true)
            .withAdaptiveBloomFilterEnabled(true)
            .withMaxBloomFilterBytes(BLOOM_BYTES);
    blooms.forEach(column -> builder.withBloomFilterEnabled(column, true));
    schema.getColumns().stream()
        .filter(RowGroups::isUuidOfTable)
        .forEach(column -> builder.withStatisticsEnabled(name(column), false));
    this.properties = builder.build();
    long columns = schema.getColumns().size();
    this.fullBytes = Math.max(layout.rowGroupBytes(), LEAST_COLUMN_BYTES * columns);
    // An adaptive filter has candidates of a half, a quarter and so on.
    this.fixedBytes = COLUMN_BYTES * columns + 2L * BLOOM_BYTES * blooms.size();
  }

  /**
   * Parquet compares UUIDs as unsigned bytes, and Iceberg 1.12 as signed numbers: with statistics,
   * its readers would leave out rows.
   */
  private static boolean isUuidOfTable(ColumnDescriptor column) {
    PrimitiveType type = column.getPrimitiveType();
    return type.getId() != null
        && type.getLogicalTypeAnnotation() instanceof UUIDLogicalTypeAnnotation;
  }

  private static String name(ColumnDescriptor column) {
    return ColumnPath.get(column.getPath()).toDotString();
  }

  ParquetProperties properties() {
    return properties;
  }

  /** The memory of values at which a row group is full. */
  long fullBytes() {
    return fullBytes;
  }

  /** The memory of a row group without values. */
  long fixedBytes() {
    return fixedBytes;
  }

  /** An empty row group. */
  RowGroup start() {
    return new RowGroup(schema, properties, compressor);
  }
}
