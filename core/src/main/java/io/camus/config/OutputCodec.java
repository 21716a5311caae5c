package io.camus.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** How data files are compressed. */
public enum OutputCodec {
  /** Not at all; {@code null} or {@code none}. */
  NONE,
  /** Deflate in Avro files, gzip for files of lines; {@code deflate} or {@code gzip}. */
  DEFLATE,
  /** Snappy in Avro files; not available for lines. */
  SNAPPY,
  /** Zstandard; {@code zstandard} or {@code zstd}. */
  ZSTANDARD;

  static final KeyType<OutputCodec> TYPE = KeyType.oneOf(words(), Map.of());

  private static Map<String, OutputCodec> words() {
    Map<String, OutputCodec> words = new LinkedHashMap<>();
    words.put("null", NONE);
    words.put("none", NONE);
    words.put("deflate", DEFLATE);
    words.put("gzip", DEFLATE);
    words.put("snappy", SNAPPY);
    words.put("zstandard", ZSTANDARD);
    words.put("zstd", ZSTANDARD);
    return words;
  }
}
