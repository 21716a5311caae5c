package io.camus.format;

import static java.util.Objects.requireNonNull;

import io.camus.model.ConfigurationException;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Avro data files of already encoded data. Nothing is encoded or checked: the caller guarantees
 * that the bytes are one datum of the file's schema.
 */
public final class AvroFileFormat implements FileFormat {
  private static final int HEAD_BYTES = 1 << 15;

  private final AvroCodec codec;
  private final int syncIntervalBytes;
  private final long openBytes;

  /**
   * @param compression none, deflate, snappy or zstandard
   * @param syncIntervalBytes size of a block before compression, 32 to 2^30
   */
  public AvroFileFormat(Compression compression, int syncIntervalBytes) {
    if (syncIntervalBytes < 32 || syncIntervalBytes > 1 << 30) {
      throw new IllegalArgumentException(
          "an Avro block holds 32 to 1073741824 bytes, not " + syncIntervalBytes);
    }
    this.codec = codec(compression);
    this.syncIntervalBytes = syncIntervalBytes;
    // All files share the compressors.
    this.openBytes = (long) HEAD_BYTES + AvroFileWriter.usualBytes(syncIntervalBytes);
  }

  /**
   * The codec of a kind of compression.
   *
   * @throws IllegalArgumentException if Avro files have no such codec
   */
  private static AvroCodec codec(Compression compression) {
    requireNonNull(compression);
    if (compression instanceof Compression.None) {
      return new PlainCodec();
    } else if (compression instanceof Compression.Deflate deflate) {
      return new CompressingCodec("deflate", () -> new DeflateBlocks(deflate.level()));
    } else if (compression instanceof Compression.Snappy) {
      return new CompressingCodec("snappy", SnappyBlocks::new);
    } else if (compression instanceof Compression.Zstandard zstandard) {
      return new CompressingCodec("zstandard", () -> new ZstandardBlocks(zstandard.level()));
    }
    throw new IllegalArgumentException(
        "Avro files support null, deflate, snappy and zstandard, not gzip: use deflate");
  }

  /**
   * The default block size of a codec: with larger blocks deflate takes two fifths more time, and
   * zstandard less.
   */
  public static int usualBlockBytes(Compression compression) {
    return compression instanceof Compression.Deflate ? 16_000 : 1 << 16;
  }

  @Override
  public String extension() {
    return ".avro";
  }

  @Override
  public long openBytes() {
    return openBytes;
  }

  /**
   * @throws ConfigurationException if the file is one of a table that cannot have it
   * @throws IllegalArgumentException if there is no schema, or a key is reserved by Avro
   */
  @Override
  public Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata)
      throws IOException {
    Schema of =
        schema.orElseThrow(() -> new IllegalArgumentException("an Avro file needs a schema"));
    if (AvroLimits.isOfTable(of)) {
      AvroLimits.require(of);
    }
    return new AvroFileWriter(out, of, metadata, codec, syncIntervalBytes);
  }
}
