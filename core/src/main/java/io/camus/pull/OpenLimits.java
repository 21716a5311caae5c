package io.camus.pull;

import java.util.Locale;

/**
 * What bounds the data files that a task attempt holds open at once. One is open whatever they say.
 *
 * @param files their number, at least 1
 * @param bytes the memory that they take together, about; at least 1
 */
public record OpenLimits(int files, long bytes) {
  public OpenLimits {
    if (files < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d open files and %d bytes for them have to be at least 1",
              files,
              bytes));
    }
  }
}
