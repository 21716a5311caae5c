package io.camus.config;

import java.util.List;
import java.util.Optional;

/** How data files are compressed. */
public enum OutputCodec {
  /** Not at all; {@code null} or {@code none}. */
  NONE,
  /** Deflate in Avro files, gzip for files of lines; {@code deflate} or {@code gzip}. */
  DEFLATE,
  /** Snappy in Avro files; there is none for lines. */
  SNAPPY,
  /** Zstandard; {@code zstandard} or {@code zstd}. */
  ZSTANDARD;

  static Optional<OutputCodec> named(String word) {
    return switch (word) {
      case "null" -> Optional.of(NONE);
      case "gzip" -> Optional.of(DEFLATE);
      case "zstd" -> Optional.of(ZSTANDARD);
      default -> Reading.member(values(), word);
    };
  }

  static List<String> words() {
    return List.of("null", "none", "deflate", "gzip", "snappy", "zstandard", "zstd");
  }
}
