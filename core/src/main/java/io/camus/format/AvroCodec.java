package io.camus.format;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;

/** How the blocks of Avro files are written. Safe for use by several threads. */
interface AvroCodec {

  /** As {@code avro.codec} in a file's head has it. */
  String name();

  /**
   * Writes a block.
   *
   * @param block as it is before compression; keeps its bytes
   * @param data their number in it
   * @param sync the file's marker
   */
  void write(BlockFrame block, long data, byte[] sync, OutputStream out) throws IOException;

  /**
   * The codec of a kind of compression.
   *
   * @throws IllegalArgumentException if Avro files have no such codec
   */
  static AvroCodec of(Compression compression) {
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
        "Avro files know null, deflate, snappy and zstandard, not gzip: use deflate");
  }
}
