package io.camus.parquet;

import static java.util.Objects.requireNonNull;

import io.camus.format.Compression;
import io.camus.model.ConfigurationException;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;

/**
 * Parquet files of Avro data. A file has Avro's schema in its metadata, as parquet-avro writes it,
 * so that it can be read as Avro again. Records are in the order of their arrival, unless the
 * layout has sort columns.
 */
public final class ParquetFileFormat implements FileFormat {
  /** A page's checksum, the stream's buffer, and the index of finished row groups. */
  private static final long OPEN_BYTES = 1L << 17;

  private final ParquetLayout layout;
  private final BytesInputCompressor compressor;

  /**
   * @param compression none, snappy, zstandard or gzip
   */
  public ParquetFileFormat(Compression compression, ParquetLayout layout) {
    this.layout = requireNonNull(layout);
    this.compressor = PageCompressor.of(compression);
  }

  @Override
  public String extension() {
    return ".parquet";
  }

  @Override
  public long openBytes() {
    return OPEN_BYTES;
  }

  @Override
  public Optional<SchemaCheck> schemaCheck() {
    return Optional.of(ParquetFileFormat::refusal);
  }

  private static Optional<String> refusal(Schema schema) {
    try {
      ColumnSchema unused = ColumnSchema.of(schema);
      return Optional.empty();
    } catch (ConfigurationException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * @throws ConfigurationException if Parquet cannot store the schema's data or sort by the columns
   * @throws IllegalArgumentException if there is no schema, or a key is reserved by Parquet
   */
  @Override
  public Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata)
      throws IOException {
    return new ParquetRecordWriter(
        new FileOutput(out),
        ColumnSchema.of(
            schema.orElseThrow(
                () -> new IllegalArgumentException("a Parquet file needs a schema"))),
        metadata,
        layout,
        compressor);
  }
}
