package io.camus.format;

import io.camus.spi.FileFormat;
import io.camus.spi.FileFormat.MalformedFileException;
import io.camus.spi.FileFormat.Records;
import io.camus.spi.FileFormat.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.avro.Schema;

/** Reads the rows of CSV files as bytes, without the header and the line feeds after them. */
final class CsvFileReader implements FileFormat.Reader {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String HINT =
      "if it was written with another camus.csv.header or camus.csv.quote, verify it with those";

  private final String name;
  private final byte quote;
  private final boolean header;

  /**
   * @param name of the files: {@code .gz} and {@code .zst} at its end are compressed
   * @param quote encloses values that contain line breaks
   * @param header whether the first row is a header
   */
  CsvFileReader(String name, byte quote, boolean header) {
    this.name = name;
    this.quote = quote;
    this.header = header;
  }

  @Override
  public Optional<Schema> schema(Source source) {
    return Optional.empty();
  }

  @Override
  public void read(Source source, Records records) throws IOException {
    boolean inHeader = header;
    boolean quoted = false;
    boolean complete = true;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = LineFileReader.plain(name, source.open())) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        int start = 0;
        for (int i = 0; i < n; i++) {
          quoted ^= buffer[i] == quote;
          if (buffer[i] == '\n' && !quoted) {
            if (!inHeader) {
              records.bytes(buffer, start, i - start);
              records.endRecord();
            }
            inHeader = false;
            start = i + 1;
          }
        }
        if (!inHeader) {
          records.bytes(buffer, start, n - start);
        }
        complete = n == 0 ? complete : start == n;
      }
    }
    if (inHeader || !complete) {
      throw new MalformedFileException("it does not end with a complete row; " + HINT);
    }
  }

  @Override
  public String hint() {
    return HINT;
  }
}
