package io.camus.format;

import java.util.Locale;

/** Compression of data files. Not every format supports every kind. */
public sealed interface Compression {

  /** Bytes as they are. */
  record None() implements Compression {}

  /** Deflate without gzip's frame. */
  record Deflate(int level) implements Compression {
    public Deflate {
      requireLevel("deflate", level, 1, 9);
    }
  }

  /** A gzip stream. */
  record Gzip(int level) implements Compression {
    public Gzip {
      requireLevel("gzip", level, 1, 9);
    }
  }

  /** Snappy blocks. */
  record Snappy() implements Compression {}

  /** Zstandard. */
  record Zstandard(int level) implements Compression {
    public Zstandard {
      requireLevel("zstandard", level, 1, 22);
    }
  }

  private static void requireLevel(String name, int level, int least, int most) {
    if (level < least || level > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s supports levels %d to %d, not %d", name, least, most, level));
    }
  }
}
