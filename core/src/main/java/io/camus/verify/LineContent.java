package io.camus.verify;

import com.github.luben.zstd.ZstdInputStream;
import io.camus.failure.RootCause;
import io.camus.verify.StoreStream.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Counts and digests the records of a file of lines, decompressed according to its name. */
final class LineContent {
  /** A possible explanation of a wrong number of lines. */
  static final String HINT =
      "if it was written with another etl.output.record.delimiter, verify it with that one";

  private static final int BUFFER_BYTES = 1 << 16;

  private final byte[] delimiter;

  LineContent(byte[] delimiter) {
    this.delimiter = delimiter.clone();
  }

  /**
   * Reads a file.
   *
   * @param name ends with {@code .gz} or {@code .zst} if it is compressed
   */
  Counted read(ByteSource source, String name) throws IOException {
    DelimitedRecords records = new DelimitedRecords(delimiter);
    try (InputStream in = source.open()) {
      split(in, name, records);
    }
    if (!records.isAtEnd()) {
      throw new MalformedException("it does not end with the record delimiter; " + HINT);
    }
    return new Counted(records.records(), records.digest(), Optional.empty());
  }

  private static void split(InputStream in, String name, DelimitedRecords records)
      throws MalformedException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream plain = plain(in, name)) {
      for (int n = plain.read(buffer); n >= 0; n = plain.read(buffer)) {
        records.add(buffer, n);
      }
    } catch (StoreFailure e) {
      throw e;
    } catch (IOException e) {
      throw new MalformedException("it cannot be decompressed: " + RootCause.line(e));
    }
  }

  private static InputStream plain(InputStream in, String name) throws IOException {
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(in, BUFFER_BYTES);
    }
    return name.endsWith(".zst") ? new ZstdInputStream(in) : in;
  }
}
