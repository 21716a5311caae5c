package io.camus.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.factory.DefaultV1ValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;

/** Parquet's usual encodings of values, with dictionaries of our own. */
final class ColumnValues implements ValuesWriterFactory {
  private final ValuesWriterFactory usual = new DefaultV1ValuesWriterFactory();
  private ParquetProperties properties;

  @Override
  public void initialize(ParquetProperties properties) {
    this.properties = properties;
    usual.initialize(properties);
  }

  @Override
  public ValuesWriter newValuesWriter(ColumnDescriptor column) {
    if (!properties.isDictionaryEnabled(column)) {
      return usual.newValuesWriter(column);
    }
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case INT32, INT64, FLOAT, DOUBLE, BINARY -> new DictionaryValues(properties);
      default -> usual.newValuesWriter(column);
    };
  }
}
