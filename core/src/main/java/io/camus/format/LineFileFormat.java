package io.camus.format;

import static java.util.Objects.requireNonNull;

import com.github.luben.zstd.ZstdOutputStream;
import io.camus.failure.NativeCodecs;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;

/**
 * Files of delimited records: each datum's bytes, then the delimiter, also after the last one. The
 * caller guarantees that no datum contains the delimiter. There is no metadata.
 */
public final class LineFileFormat implements FileFormat {
  private static final int BUFFER_BYTES = 1 << 16;

  private final String extension;
  private final Compression compression;
  private final byte[] delimiter;

  /**
   * @param extension of the uncompressed file, with the dot: {@code .json}; compression appends
   *     another
   * @param compression none, gzip or zstandard
   * @param delimiter ends each record, at least one byte
   */
  public LineFileFormat(String extension, Compression compression, byte[] delimiter) {
    if (!extension.startsWith(".")) {
      throw new IllegalArgumentException("an extension must start with a dot: " + extension);
    }
    if (delimiter.length == 0) {
      throw new IllegalArgumentException("a record delimiter needs at least one byte");
    }
    this.extension = extension + suffix(compression);
    this.compression = compression;
    this.delimiter = delimiter.clone();
  }

  @Override
  public String extension() {
    return extension;
  }

  @Override
  public long openBytes() {
    return 2L * BUFFER_BYTES + streamBytes();
  }

  /** The approximate memory of an open compressed stream. */
  private long streamBytes() {
    if (compression instanceof Compression.Zstandard zstandard) {
      // Its window and tables: 2 MiB and less at level 1, 4 MiB at level 3, 768 MiB at level 22.
      int level = zstandard.level();
      long mebibytes =
          level < 3 ? 2 : level < 5 ? 4 : level < 9 ? 8 : level < 17 ? 56 : level < 20 ? 96 : 768;
      return mebibytes << 20;
    }
    return compression instanceof Compression.Gzip ? 300_000 : 0;
  }

  @Override
  public Optional<byte[]> delimiter() {
    return Optional.of(delimiter.clone());
  }

  @Override
  public Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata)
      throws IOException {
    GuardedOutput guarded = new GuardedOutput(out);
    try {
      return new LineFileWriter(guarded, compressed(guarded), delimiter, BUFFER_BYTES);
    } catch (IOException | RuntimeException | Error e) {
      guarded.close();
      throw e;
    }
  }

  private OutputStream compressed(OutputStream out) throws IOException {
    if (compression instanceof Compression.Gzip gzip) {
      return new LeveledGzip(out, gzip.level());
    } else if (compression instanceof Compression.Zstandard zstandard) {
      try {
        return new ZstdOutputStream(out, zstandard.level());
      } catch (LinkageError e) {
        throw new IOException(NativeCodecs.why(e), e);
      }
    }
    return out;
  }

  private static String suffix(Compression compression) {
    requireNonNull(compression);
    if (compression instanceof Compression.None) {
      return "";
    } else if (compression instanceof Compression.Gzip) {
      return ".gz";
    } else if (compression instanceof Compression.Zstandard) {
      return ".zst";
    }
    throw new IllegalArgumentException(
        "files of lines support none, gzip and zstandard, not deflate or snappy");
  }

  /** A gzip stream with a given level. */
  private static final class LeveledGzip extends GZIPOutputStream {
    LeveledGzip(OutputStream out, int level) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(level);
    }
  }
}
