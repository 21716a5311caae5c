package io.camus.format;

import java.util.Locale;

/** How the bytes of a data file are made smaller. Not every format knows every kind. */
public sealed interface Compression {

  /** The memory, about, that an open stream of it takes in bytes. */
  long streamBytes();

  /** Bytes as they are. */
  record None() implements Compression {
    @Override
    public long streamBytes() {
      return 0;
    }
  }

  /** Deflate without gzip's frame. */
  record Deflate(int level) implements Compression {
    public Deflate {
      requireLevel("deflate", level, 1, 9);
    }

    @Override
    public long streamBytes() {
      return 300_000;
    }
  }

  /** A gzip stream. */
  record Gzip(int level) implements Compression {
    public Gzip {
      requireLevel("gzip", level, 1, 9);
    }

    @Override
    public long streamBytes() {
      return 300_000;
    }
  }

  /** Snappy blocks. */
  record Snappy() implements Compression {
    @Override
    public long streamBytes() {
      return 0;
    }
  }

  /** Zstandard. */
  record Zstandard(int level) implements Compression {
    public Zstandard {
      requireLevel("zstandard", level, 1, 22);
    }

    /** Its window and tables: 2 MiB and less at level 1, 4 MiB at level 3, 768 MiB at level 22. */
    @Override
    public long streamBytes() {
      long mebibytes =
          level < 3 ? 2 : level < 5 ? 4 : level < 9 ? 8 : level < 17 ? 56 : level < 20 ? 96 : 768;
      return mebibytes << 20;
    }
  }

  private static void requireLevel(String name, int level, int least, int most) {
    if (level < least || level > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s has the levels %d to %d, not %d", name, least, most, level));
    }
  }
}
