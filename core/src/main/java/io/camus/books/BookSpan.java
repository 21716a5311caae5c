package io.camus.books;

import java.time.Duration;
import java.time.Instant;

/**
 * The windows that are balanced.
 *
 * @param fromMillis begin of the first window, milliseconds since the epoch
 * @param toMillis end of the last window, exclusive
 * @param windowMillis length of each; windows begin at its multiples since the epoch
 */
public record BookSpan(long fromMillis, long toMillis, long windowMillis) {
  /**
   * How long before the span counts are read: wrong clocks may have made them before their window
   * began.
   */
  static final Duration MARGIN = Duration.ofDays(1);

  public BookSpan {
    if (windowMillis < 1 || toMillis <= fromMillis) {
      throw new IllegalArgumentException(
          "not a span of windows: " + fromMillis + " to " + toMillis);
    }
  }

  /** The windows that overlap a time range. */
  public static BookSpan of(Instant from, Instant to, Duration window) {
    long length = window.toMillis();
    long first = Math.floorDiv(from.toEpochMilli(), length) * length;
    long last = Math.floorDiv(to.toEpochMilli() + length - 1, length) * length;
    return new BookSpan(first, Math.max(last, first + length), length);
  }

  /** Whether a time range has a time in the span. */
  boolean overlaps(long beginMillis, long endMillis) {
    return beginMillis < toMillis && endMillis > fromMillis;
  }

  boolean holds(long timeMillis) {
    return fromMillis <= timeMillis && timeMillis < toMillis;
  }

  /** The begin of the window of a time. */
  long windowOf(long timeMillis) {
    return Math.floorDiv(timeMillis, windowMillis) * windowMillis;
  }

  /** Whether a window lies within one window of the books. */
  boolean fits(long beginMillis, long endMillis) {
    return endMillis <= windowOf(beginMillis) + windowMillis;
  }

  /** The earliest time of which counts are read. */
  long readFromMillis() {
    return fromMillis - MARGIN.toMillis();
  }
}
