/**
 * Parquet files of Avro data. Records stay Avro binary until their values are in the columns. Read
 * {@link io.camus.parquet.ParquetFileFormat} first, then {@link io.camus.parquet.ColumnWalker}.
 */
package io.camus.parquet;
