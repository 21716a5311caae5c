package io.camus.time;

import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/**
 * ISO 8601 and numbers; the magnitude of a number determines its unit. Each unit covers the times
 * from 1973-03-03T09:46:40Z to 2286-11-20T17:46:39Z, so no number is ambiguous: 9 or 10 digits are
 * seconds, 12 or 13 milliseconds, 15 or 16 microseconds, 18 or 19 nanoseconds. Other numbers are
 * refused.
 */
final class AutoTime extends TimestampFormat {
  private final IsoTime iso;

  AutoTime(ZoneId zone) {
    super(zone);
    iso = new IsoTime(zone);
  }

  @Override
  public boolean read(long number, EventTime into) {
    TimeUnit unit = unitOf(number);
    return unit != null && UnixTime.read(number, unit, into);
  }

  @Override
  public boolean read(double number, EventTime into) {
    TimeUnit unit = unitOf(number);
    return unit != null && UnixTime.read(number, unit, into);
  }

  @Override
  public boolean read(String text, EventTime into) {
    return NumberText.read(text, this, into) || iso.read(text, into);
  }

  /** The unit in which a number is a time of the range above; null if it is not one. */
  static TimeUnit unitOf(long number) {
    if (number >= 100_000_000L && number < 10_000_000_000L) {
      return TimeUnit.SECONDS;
    } else if (number >= 100_000_000_000L && number < 10_000_000_000_000L) {
      return TimeUnit.MILLISECONDS;
    } else if (number >= 100_000_000_000_000L && number < 10_000_000_000_000_000L) {
      return TimeUnit.MICROSECONDS;
    } else if (number >= 100_000_000_000_000_000L) {
      return TimeUnit.NANOSECONDS;
    }
    return null;
  }

  /** The unit of a number with a fraction, by its integer part. */
  static TimeUnit unitOf(double number) {
    return Math.abs(number) < Long.MAX_VALUE ? unitOf((long) number) : null;
  }
}
