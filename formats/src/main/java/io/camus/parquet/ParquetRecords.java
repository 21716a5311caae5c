package io.camus.parquet;

import io.camus.failure.RootCause;
import io.camus.spi.FileFormat.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;

/**
 * The records of a Parquet file of Avro data as canonical Avro binary, in the file's order. Parquet
 * assembles them, and verifies the checksums of pages. A row group is in memory at a time.
 */
final class ParquetRecords implements AutoCloseable {
  private final FileInput input;
  private final ParquetFileReader file;
  private final Schema record;
  private final Map<String, String> metadata;
  private final MessageColumnIO columns;
  private RecordReader<EncodedBytes> rows;
  private long left;
  private EncodedBytes current;

  private ParquetRecords(FileInput input, ParquetFileReader file, Schema record) {
    this.input = input;
    this.file = file;
    this.record = record;
    FileMetaData facts = file.getFileMetaData();
    this.metadata = new HashMap<>(facts.getKeyValueMetaData());
    metadata.remove(ParquetRecordWriter.SCHEMA);
    this.columns = new ColumnIOFactory().getColumnIO(facts.getSchema());
  }

  /**
   * Opens a copy of a file: in memory if it has at most 16 MiB, else as a temporary file.
   *
   * @param in read to its end, and not closed
   * @throws MalformedFileException if it is not such a file; any other exception is the stream's or
   *     that of the temporary file
   */
  static ParquetRecords open(InputStream in) throws IOException {
    FileInput input = FileInput.copy(in);
    ParquetFileReader file = null;
    try {
      file =
          ParquetFileReader.open(
              input,
              ParquetReadOptions.builder(new PlainParquetConfiguration())
                  .usePageChecksumVerification(true)
                  .build());
      return new ParquetRecords(input, file, schema(file.getFileMetaData()));
    } catch (IOException | RuntimeException e) {
      try (input) {
        if (file != null) {
          file.close();
        }
      }
      throw malformed(e);
    }
  }

  private static Schema schema(FileMetaData facts) throws MalformedFileException {
    String text = facts.getKeyValueMetaData().get(ParquetRecordWriter.SCHEMA);
    if (text == null) {
      throw new MalformedFileException(
          "its metadata have no Avro schema, " + ParquetRecordWriter.SCHEMA);
    }
    Schema schema =
        new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false).parse(text);
    if (!ColumnSchema.of(schema).columns().equals(facts.getSchema())) {
      throw new MalformedFileException("its columns are not those of its Avro schema");
    }
    return schema;
  }

  private static MalformedFileException malformed(Exception e) {
    return e instanceof MalformedFileException known
        ? known
        : new MalformedFileException("it is not a complete Parquet file: " + RootCause.line(e));
  }

  /** The schema of the data. */
  Schema schema() {
    return ColumnSchema.ofData(record);
  }

  /** The metadata, without the schema. */
  Map<String, String> metadata() {
    return Map.copyOf(metadata);
  }

  /**
   * Reads the next record; false if there is none.
   *
   * @throws MalformedFileException if the file is damaged
   */
  boolean next() throws IOException {
    try {
      while (left == 0) {
        PageReadStore group = file.readNextRowGroup();
        if (group == null) {
          return false;
        }
        left = group.getRowCount();
        rows = columns.getRecordReader(group, new DatumAssembly(record));
      }
      left--;
      current = rows.read();
      return true;
    } catch (IOException | RuntimeException e) {
      throw malformed(e);
    }
  }

  /** The array with the record's bytes, from its start; valid until the next record. */
  byte[] bytes() {
    return current.array();
  }

  /** The number of the record's bytes. */
  int length() {
    return current.length();
  }

  @Override
  public void close() throws IOException {
    try (input) {
      file.close();
    }
  }
}
