package io.camus.parquet;

import java.io.IOException;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ParquetEncodingException;
import org.apache.parquet.schema.MessageType;

/** A row group in memory: its compressed pages, and a page of each column that is being written. */
final class RowGroup {
  private final ColumnChunkPageWriteStore pages;
  private final ColumnWriteStore store;
  private final ColumnWriter[] columns;
  private long records;

  RowGroup(MessageType schema, ParquetProperties properties, BytesInputCompressor compressor) {
    this.pages =
        ColumnChunkPageWriteStore.builder()
            .withCompressorProvider(column -> compressor)
            .withSchema(schema)
            .withAllocator(properties.getAllocator())
            .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
            .withPageWriteChecksumEnabled(properties.getPageWriteChecksumEnabled())
            .build();
    this.store = properties.newColumnWriteStore(schema, pages, pages);
    this.columns =
        schema.getColumns().stream().map(store::getColumnWriter).toArray(ColumnWriter[]::new);
  }

  /** The columns, in the order of the schema. */
  ColumnWriter[] columns() {
    return columns;
  }

  /** All columns of a record are written. */
  void endRecord() throws IOException {
    records++;
    try {
      store.endRecord();
    } catch (ParquetEncodingException e) {
      throw cause(e);
    }
  }

  /** The memory of its values in bytes. */
  long memory() {
    return store.getAllocatedSize();
  }

  /** Writes it. Do not use it afterwards. */
  void writeTo(ParquetFileWriter file) throws IOException {
    try {
      file.startBlock(records);
      store.flush();
      pages.flushToFileWriter(file);
      file.endBlock();
    } catch (ParquetEncodingException e) {
      throw cause(e);
    }
  }

  /** What a codec threw, from within Parquet. */
  private static IOException cause(ParquetEncodingException thrown) {
    return thrown.getCause() instanceof IOException cause
        ? cause
        : new IOException(thrown.getMessage(), thrown);
  }
}
