package io.camus.parquet;

import io.camus.spi.FileFormat;
import io.camus.spi.FileFormat.Records;
import io.camus.spi.FileFormat.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Reads Parquet files of Avro data with Parquet's own reader. A file of more than 16 MiB is copied
 * to a temporary file.
 */
final class ParquetRecordReader implements FileFormat.Reader {

  @Override
  public Optional<Schema> schema(Source source) throws IOException {
    try (ParquetRecords file = open(source)) {
      return Optional.of(file.schema());
    }
  }

  @Override
  public void read(Source source, Records records) throws IOException {
    try (ParquetRecords file = open(source)) {
      records.schema(file.schema());
      while (file.next()) {
        records.bytes(file.bytes(), 0, file.length());
        records.endRecord();
      }
    }
  }

  private static ParquetRecords open(Source source) throws IOException {
    try (InputStream in = source.open()) {
      return ParquetRecords.open(in);
    }
  }
}
