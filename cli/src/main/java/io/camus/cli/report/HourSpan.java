package io.camus.cli.report;

import java.time.Duration;
import java.time.Instant;

/**
 * Successive hours of event time. They begin at multiples of an hour since the epoch, so in a zone
 * such as India's they begin half past.
 *
 * @param fromMillis begin of the first hour, milliseconds since the epoch
 * @param hours how many
 */
public record HourSpan(long fromMillis, int hours) {
  /** Milliseconds of an hour. */
  public static final long HOUR = Duration.ofHours(1).toMillis();

  /** The most hours of a report: 31 days. */
  public static final int MOST = 31 * 24;

  public HourSpan {
    if (hours < 1 || hours > MOST || Math.floorMod(fromMillis, HOUR) != 0) {
      throw new IllegalArgumentException("not a span of hours: " + hours + " from " + fromMillis);
    }
  }

  /** The hours that overlap a time range; {@code to} is exclusive. */
  public static HourSpan of(Instant from, Instant to) {
    long first = Math.floorDiv(from.toEpochMilli(), HOUR);
    long last = -Math.floorDiv(-to.toEpochMilli(), HOUR);
    return new HourSpan(first * HOUR, Math.toIntExact(Math.max(1, last - first)));
  }

  /** Begin of the first hour, inclusive. */
  public Instant from() {
    return Instant.ofEpochMilli(fromMillis);
  }

  /** End of the last hour, exclusive. */
  public Instant to() {
    return Instant.ofEpochMilli(toMillis());
  }

  long toMillis() {
    return fromMillis + hours * HOUR;
  }

  /** Begin of an hour. */
  public Instant begin(int hour) {
    return Instant.ofEpochMilli(fromMillis + hour * HOUR);
  }

  boolean holds(long millis) {
    return fromMillis <= millis && millis < toMillis();
  }

  /** The number of the hour of a time in the span, from 0. */
  public int hour(long millis) {
    return Math.toIntExact(Math.floorDiv(millis - fromMillis, HOUR));
  }
}
