package io.camus.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.model.ConfigurationException;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Files of rows, each with a line feed at its end, after a header if the metadata have one. */
final class CsvFileFormat implements FileFormat {
  /** The ending of uncompressed files. */
  static final String EXTENSION = ".csv";

  private final CsvDialect dialect;
  private final boolean header;
  private final LineFileFormat lines;

  /**
   * @param header whether files have a header
   */
  CsvFileFormat(CsvDialect dialect, boolean header, Compression compression) {
    this.dialect = dialect;
    this.header = header;
    this.lines = new LineFileFormat(EXTENSION, compression, new byte[] {'\n'});
  }

  @Override
  public String extension() {
    return lines.extension();
  }

  @Override
  public long openBytes() {
    return lines.openBytes();
  }

  @Override
  public Optional<SchemaCheck> schemaCheck() {
    return Optional.of(this::refusal);
  }

  private Optional<String> refusal(Schema schema) {
    try {
      CsvColumns unused = CsvColumns.of(schema, dialect, header);
      return Optional.empty();
    } catch (ConfigurationException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata)
      throws IOException {
    Writer writer = lines.create(out, schema, metadata);
    String names = metadata.get(CsvColumns.HEADER);
    if (names != null) {
      Datum first = new Datum();
      first.bytes = names.getBytes(UTF_8);
      first.length = first.bytes.length;
      writer.append(first);
    }
    return writer;
  }
}
