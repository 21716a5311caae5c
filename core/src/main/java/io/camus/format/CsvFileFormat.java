package io.camus.format;

import static java.nio.charset.StandardCharsets.UTF_8;

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

  private final LineFileFormat lines;

  CsvFileFormat(Compression compression) {
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
  public Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata)
      throws IOException {
    Writer writer = lines.create(out, schema, metadata);
    String header = metadata.get(CsvColumns.HEADER);
    if (header != null) {
      Datum first = new Datum();
      first.bytes = header.getBytes(UTF_8);
      first.length = first.bytes.length;
      writer.append(first);
    }
    return writer;
  }
}
