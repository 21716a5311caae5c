package io.camus.decode;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How a field writes a moment. Safe for use by several threads. */
public abstract sealed class TimestampFormat permits UnixTime, IsoTime, PatternTime {
  private final ZoneId zone;

  TimestampFormat(ZoneId zone) {
    this.zone = requireNonNull(zone, "zone");
  }

  /**
   * Reads the name of a format.
   *
   * @param format {@code unix} or {@code unix_seconds}, {@code unix_milliseconds}, {@code
   *     unix_microseconds}, {@code unix_nanoseconds}, {@code ISO-8601}, or a pattern with the
   *     letters of Joda-Time, English names of months and days, and at least a year
   * @param defaultZone whose clock a text shows that has neither offset nor zone
   * @throws IllegalArgumentException if it is none of these
   */
  public static TimestampFormat parse(String format, ZoneId defaultZone) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "unix", "unix_seconds" -> new UnixTime(TimeUnit.SECONDS, defaultZone);
      case "unix_milliseconds" -> new UnixTime(TimeUnit.MILLISECONDS, defaultZone);
      case "unix_microseconds" -> new UnixTime(TimeUnit.MICROSECONDS, defaultZone);
      case "unix_nanoseconds" -> new UnixTime(TimeUnit.NANOSECONDS, defaultZone);
      case "iso-8601" -> new IsoTime(defaultZone);
      default -> new PatternTime(format, defaultZone);
    };
  }

  /** Whose clock is read where nothing else says it. */
  final ZoneId zone() {
    return zone;
  }

  /** Reads a whole number; false if it is no time. */
  abstract boolean read(long number, EventTime into);

  /** Reads a number with a fraction; false if it is no time. */
  abstract boolean read(double number, EventTime into);

  /** Reads a text; false if it is no time. */
  abstract boolean read(String text, EventTime into);
}
