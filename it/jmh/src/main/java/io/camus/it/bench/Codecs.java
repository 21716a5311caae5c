package io.camus.it.bench;

import io.camus.format.Compression;
import org.apache.avro.file.CodecFactory;

/** Codecs by their names in {@code etl.output.codec}; behind a dash there may be a level. */
final class Codecs {
  private static final int DEFLATE_LEVEL = 6;
  private static final int ZSTANDARD_LEVEL = 2;

  private Codecs() {}

  /** Reads {@code snappy}, {@code zstandard}, {@code zstandard-3}; the usual level is ours. */
  static Compression named(String codec) {
    int dash = codec.indexOf('-');
    String name = dash < 0 ? codec : codec.substring(0, dash);
    return switch (name) {
      case "null" -> new Compression.None();
      case "snappy" -> new Compression.Snappy();
      case "zstandard" -> new Compression.Zstandard(level(codec, dash, ZSTANDARD_LEVEL));
      case "deflate" -> new Compression.Deflate(level(codec, dash, DEFLATE_LEVEL));
      case "gzip" -> new Compression.Gzip(level(codec, dash, DEFLATE_LEVEL));
      default -> throw new IllegalArgumentException(codec);
    };
  }

  /** The same codec as Avro has it, at the same level. */
  static CodecFactory ofAvro(String codec) {
    return switch (codec) {
      case "null" -> CodecFactory.nullCodec();
      case "snappy" -> CodecFactory.snappyCodec();
      case "zstandard" -> CodecFactory.zstandardCodec(ZSTANDARD_LEVEL, false, true);
      case "deflate" -> CodecFactory.deflateCodec(DEFLATE_LEVEL);
      default -> throw new IllegalArgumentException(codec);
    };
  }

  private static int level(String codec, int dash, int usual) {
    return dash < 0 ? usual : Integer.parseInt(codec.substring(dash + 1));
  }
}
