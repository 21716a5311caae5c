package io.camus.pull;

import java.util.Arrays;

/**
 * Ends the pull of a range once its records are more than a span of event time after its first
 * ones.
 *
 * <p>A single wrong time neither starts nor ends the span: it begins at the median of the first
 * three records, and ends when three consecutive records are beyond it. Times in the future are
 * ignored.
 */
final class SpanLimit {
  private static final int WITNESSES = 3;

  private final long spanMillis;
  private final long futureMillis;
  private final long[] first = new long[WITNESSES];
  private int seen;
  private long endMillis = Long.MAX_VALUE;
  private int behind;

  /**
   * @param spanMillis length of the span
   * @param futureMillis times after this are ignored
   */
  SpanLimit(long spanMillis, long futureMillis) {
    this.spanMillis = spanMillis;
    this.futureMillis = futureMillis;
  }

  /** Whether the pull ends before the record with this event time. */
  boolean endsBefore(long eventTimeMillis) {
    if (eventTimeMillis > futureMillis) {
      return false;
    }
    if (seen < WITNESSES) {
      first[seen++] = eventTimeMillis;
      if (seen == WITNESSES) {
        Arrays.sort(first);
        endMillis = first[WITNESSES / 2] + spanMillis;
      }
      return false;
    }
    behind = eventTimeMillis > endMillis ? behind + 1 : 0;
    return behind >= WITNESSES;
  }
}
