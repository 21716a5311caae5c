package io.camus.offsets;

import static java.util.Objects.requireNonNull;

/** A source of another program's positions. */
public sealed interface ForeignSource {
  /**
   * A directory of the original Camus.
   *
   * @param path its history, or one execution in it
   */
  record OriginalCamus(String path) implements ForeignSource {
    public OriginalCamus {
      requireNonNull(path, "path");
    }
  }

  /**
   * A state store of Gobblin.
   *
   * @param path the directory of a job in it, or one {@code .jst} file
   */
  record Gobblin(String path) implements ForeignSource {
    public Gobblin {
      requireNonNull(path, "path");
    }
  }

  /**
   * A consumer group, whose offsets the brokers keep.
   *
   * @param name its group.id
   */
  record Group(String name) implements ForeignSource {
    public Group {
      requireNonNull(name, "name");
    }
  }

  /**
   * A list of positions ({@link PositionList}).
   *
   * @param path a local file
   */
  record ListFile(String path) implements ForeignSource {
    public ListFile {
      requireNonNull(path, "path");
    }
  }
}
