package io.camus.setup;

import java.util.Locale;

/**
 * What of a topic-partition can be pulled now.
 *
 * @param earliest offset of the oldest record, inclusive
 * @param end where a pull has to end, exclusive, at least {@code earliest}
 */
record Bounds(long earliest, long end) {
  Bounds {
    if (earliest < 0 || end < earliest) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "not bounds: [%d, %d)", earliest, end));
    }
  }
}
