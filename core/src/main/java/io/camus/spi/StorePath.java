package io.camus.spi;

import static java.util.Objects.requireNonNull;

/**
 * A path in a store: absolute, with or without a scheme, without a trailing slash.
 *
 * @param value for example {@code hdfs://nn/camus/exec} or {@code /tmp/camus}
 */
public record StorePath(String value) implements Comparable<StorePath> {
  public StorePath {
    requireNonNull(value, "value");
    while (value.length() > 1 && value.endsWith("/")) {
      value = value.substring(0, value.length() - 1);
    }
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty path");
    }
  }

  /** A path below this one; {@code relative} may have several components. */
  public StorePath child(String relative) {
    return new StorePath(value.equals("/") ? "/" + relative : value + "/" + relative);
  }

  /** The parent directory. */
  public StorePath parent() {
    int slash = value.lastIndexOf('/');
    return new StorePath(slash <= 0 ? "/" : value.substring(0, slash));
  }

  /** The last component of the path. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  @Override
  public int compareTo(StorePath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
