package io.camus.orc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.spi.FileFormat;
import io.camus.spi.FileFormat.MalformedFileException;
import io.camus.spi.FileFormat.Records;
import io.camus.spi.FileFormat.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;

/**
 * Reads ORC files of Avro data with ORC's own reader. A file of more than 16 MiB is copied to a
 * temporary file.
 */
final class OrcRecordReader implements FileFormat.Reader {

  @Override
  public Optional<Schema> schema(Source source) throws IOException {
    try (InputStream in = source.open();
        CopiedFile copy = CopiedFile.of(in);
        Reader file = open(copy)) {
      return Optional.of(OrcFileFormat.ofData(schema(file)));
    }
  }

  @Override
  public void read(Source source, Records records) throws IOException {
    try (InputStream in = source.open();
        CopiedFile copy = CopiedFile.of(in);
        Reader file = open(copy)) {
      Schema record = schema(file);
      records.schema(OrcFileFormat.ofData(record));
      RowReader rows = new RowReader(record);
      VectorizedRowBatch batch = file.getSchema().createRowBatch();
      try (RecordReader reader = file.rows()) {
        while (reader.nextBatch(batch)) {
          for (int row = 0; row < batch.size; row++) {
            rows.read(batch, row);
            records.bytes(rows.bytes(), 0, rows.length());
            records.endRecord();
          }
        }
      }
    }
  }

  private static Reader open(CopiedFile copy) throws IOException {
    return OrcFile.createReader(
        CopiedFile.PATH,
        OrcFile.readerOptions(new Configuration(false))
            .filesystem(copy.asFileSystem())
            .useUTCTimestamp(true)
            .convertToProlepticGregorian(true));
  }

  private static Schema schema(Reader file) throws IOException {
    if (!file.hasMetadataValue(OrcRecordWriter.SCHEMA)) {
      throw new MalformedFileException("its metadata have no " + OrcRecordWriter.SCHEMA);
    }
    ByteBuffer text = file.getMetadataValue(OrcRecordWriter.SCHEMA);
    try {
      Schema schema =
          new Schema.Parser(NameValidator.NO_VALIDATION)
              .setValidateDefaults(false)
              .parse(UTF_8.decode(text).toString());
      if (schema.getType() == Schema.Type.RECORD
          && Arrays.stream(OrcTypes.Timestamps.values())
              .anyMatch(way -> OrcTypes.of(schema, way).equals(file.getSchema(), false))) {
        return schema;
      }
    } catch (AvroRuntimeException | io.camus.model.ConfigurationException e) {
      throw new IOException("its Avro schema cannot be read: " + e.getMessage(), e);
    }
    throw new MalformedFileException("its columns are not those of its Avro schema");
  }
}
