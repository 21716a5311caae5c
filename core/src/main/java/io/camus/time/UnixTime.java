package io.camus.time;

import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/** A number of units since the epoch, as a number or text; fractions are supported. */
public final class UnixTime extends TimestampFormat {
  private final TimeUnit unit;

  UnixTime(TimeUnit unit, ZoneId zone) {
    super(zone);
    this.unit = unit;
  }

  TimeUnit unit() {
    return unit;
  }

  @Override
  public boolean read(long number, EventTime into) {
    return read(number, unit, into);
  }

  @Override
  public boolean read(double number, EventTime into) {
    return read(number, unit, into);
  }

  @Override
  public boolean read(String text, EventTime into) {
    return NumberText.read(text, this, into);
  }

  /** Reads a number of units, rounded down to milliseconds. */
  public static boolean read(long number, TimeUnit unit, EventTime into) {
    return switch (unit) {
      case SECONDS ->
          number >= EventTime.FIRST_MILLIS / 1000
              && number <= EventTime.LAST_MILLIS / 1000
              && into.accept(number * 1000);
      case MICROSECONDS -> into.accept(Math.floorDiv(number, 1_000L));
      case NANOSECONDS -> into.accept(Math.floorDiv(number, 1_000_000L));
      default -> into.accept(number);
    };
  }

  /** Reads a number of units with a fraction, rounded to the nearest millisecond. */
  static boolean read(double number, TimeUnit unit, EventTime into) {
    double millis =
        switch (unit) {
          case SECONDS -> number * 1e3;
          case MICROSECONDS -> number * 1e-3;
          case NANOSECONDS -> number * 1e-6;
          default -> number;
        };
    return Math.abs(millis) <= EventTime.LAST_MILLIS && into.accept(Math.round(millis));
  }
}
