package io.camus.hadoop;

import io.camus.spi.StorePath;

/**
 * A path and the setting it comes from, for messages.
 *
 * @param name a key of the configuration, or an option
 */
public record NamedPath(String name, StorePath path) {
  @Override
  public String toString() {
    return name + " = " + path;
  }
}
