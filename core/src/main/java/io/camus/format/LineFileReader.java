package io.camus.format;

import com.github.luben.zstd.ZstdInputStream;
import io.camus.spi.FileFormat;
import io.camus.spi.FileFormat.MalformedFileException;
import io.camus.spi.FileFormat.Records;
import io.camus.spi.FileFormat.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.avro.Schema;

/** Reads files of lines. */
public final class LineFileReader implements FileFormat.Reader {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String HINT =
      "if it was written with another etl.output.record.delimiter, verify it with that one";

  private final byte[] delimiter;
  private final String name;

  /**
   * @param name of the files: {@code .gz} and {@code .zst} at its end are compressed
   * @param delimiter ends each record, at least one byte
   */
  public LineFileReader(String name, byte[] delimiter) {
    this.delimiter = delimiter.clone();
    this.name = name;
  }

  @Override
  public Optional<Schema> schema(Source source) {
    return Optional.empty();
  }

  @Override
  public void read(Source source, Records records) throws IOException {
    DelimitedRecords lines = new DelimitedRecords(delimiter, records);
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = plain(name, source.open())) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        lines.add(buffer, n);
      }
    }
    if (!lines.isAtEnd()) {
      throw new MalformedFileException("it does not end with the record delimiter; " + HINT);
    }
  }

  @Override
  public String hint() {
    return HINT;
  }

  /**
   * Decompresses a file.
   *
   * @param name ends with {@code .gz} or {@code .zst} if it is compressed
   */
  static InputStream plain(String name, InputStream in) throws IOException {
    return name.endsWith(".gz")
        ? new GZIPInputStream(in, BUFFER_BYTES)
        : name.endsWith(".zst") ? new ZstdInputStream(in) : in;
  }
}
