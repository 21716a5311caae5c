package io.camus.format;

import static java.util.Objects.requireNonNull;

import io.camus.spi.DatumType;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.file.CodecFactory;

/**
 * Avro data files, made of bytes that are encoded already. Nothing is encoded or checked here: who
 * appends vouches that the bytes are one datum of the file's schema.
 */
public final class AvroFileFormat implements FileFormat {
  private static final int HEAD_BYTES = 1 << 15;

  private final CodecFactory codec;
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
    // Its head, a block, and the block compressed. Others than deflate keep nothing between blocks.
    this.openBytes =
        HEAD_BYTES
            + 3L * syncIntervalBytes
            + (compression instanceof Compression.Deflate ? compression.streamBytes() : 0);
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
   * @throws IllegalArgumentException if the type has no schema, or a key is one of Avro's own
   */
  @Override
  public Writer create(OutputStream out, DatumType type, Map<String, String> metadata)
      throws IOException {
    Map<String, String> facts = new HashMap<>(type.metadata());
    facts.putAll(metadata);
    return new AvroFileWriter(
        out,
        type.schema()
            .orElseThrow(() -> new IllegalArgumentException("an Avro file needs a schema")),
        facts,
        codec,
        syncIntervalBytes);
  }

  private static CodecFactory codec(Compression compression) {
    requireNonNull(compression);
    if (compression instanceof Compression.None) {
      return CodecFactory.nullCodec();
    } else if (compression instanceof Compression.Deflate deflate) {
      return CodecFactory.deflateCodec(deflate.level());
    } else if (compression instanceof Compression.Snappy) {
      return CodecFactory.snappyCodec();
    } else if (compression instanceof Compression.Zstandard zstandard) {
      return CodecFactory.zstandardCodec(zstandard.level(), false, true);
    }
    throw new IllegalArgumentException(
        "Avro files know null, deflate, snappy and zstandard, not gzip: use deflate");
  }
}
