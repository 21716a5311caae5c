package io.camus.decode;

import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/** A count of a unit since the epoch, as a number or as its text; fractions of a unit count. */
final class UnixTime extends TimestampFormat {
  /** No count in the years 0 to 9999 is longer; a longer text is not worth reading. */
  private static final int LONGEST_TEXT = 40;

  private final TimeUnit unit;
  private final double millisPerUnit;

  UnixTime(TimeUnit unit, ZoneId zone) {
    super(zone);
    this.unit = unit;
    this.millisPerUnit =
        switch (unit) {
          case SECONDS -> 1e3;
          case MILLISECONDS -> 1;
          case MICROSECONDS -> 1e-3;
          case NANOSECONDS -> 1e-6;
          default -> throw new IllegalArgumentException("not a unit of time stamps: " + unit);
        };
  }

  @Override
  boolean read(long number, EventTime into) {
    return read(number, unit, into);
  }

  /** Reads a count of a unit; what is less than a millisecond is cut off towards the past. */
  static boolean read(long number, TimeUnit unit, EventTime into) {
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

  @Override
  boolean read(double number, EventTime into) {
    double millis = number * millisPerUnit;
    return Math.abs(millis) <= EventTime.LAST_MILLIS && into.accept(Math.round(millis));
  }

  @Override
  boolean read(String text, EventTime into) {
    String number = text.strip();
    if (number.isEmpty() || number.length() > LONGEST_TEXT) {
      return false;
    }
    boolean whole = true;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean sign = c == '-' || c == '+';
      if (!digit && !sign && c != '.' && c != 'e' && c != 'E') {
        return false;
      }
      whole &= digit || (sign && i == 0);
    }
    try {
      return whole ? read(Long.parseLong(number), into) : read(Double.parseDouble(number), into);
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
