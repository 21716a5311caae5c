package io.camus.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** Files for tests: lines of text, and the readers of them and of Avro. */
public final class Lines {
  /** Ends each line. */
  public static final Optional<byte[]> BREAK = Optional.of(new byte[] {'\n'});

  public static final LineFileFormat TEXT =
      new LineFileFormat(".txt", new Compression.None(), new byte[] {'\n'});

  private Lines() {}

  /** The reader of a file, by its name. */
  public static Function<String, Optional<FileFormat.Reader>> readers(String delimiter) {
    return name ->
        Optional.of(
            name.endsWith(".avro")
                ? new AvroFileReader()
                : new LineFileReader(name, delimiter.getBytes(UTF_8)));
  }

  public static Function<String, Optional<FileFormat.Reader>> readers() {
    return readers("\n");
  }

  /** Appends bytes as a record. */
  public static void append(FileFormat.Writer writer, byte[] bytes, int offset, int length)
      throws IOException {
    Datum datum = new Datum();
    datum.bytes = bytes;
    datum.offset = offset;
    datum.length = length;
    writer.append(datum);
  }
}
