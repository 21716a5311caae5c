package io.camus.time;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How a field spells a moment. Safe for use by several threads. */
public abstract sealed class TimestampFormat
    permits UnixTime, IsoTime, AutoTime, PatternTime, IsoOrPattern {
  private final ZoneId zone;

  TimestampFormat(ZoneId zone) {
    this.zone = requireNonNull(zone, "zone");
  }

  /**
   * The format that a setting names.
   *
   * @param format {@code unix} or {@code unix_seconds}, {@code unix_milliseconds}, {@code
   *     unix_microseconds}, {@code unix_nanoseconds}, {@code ISO-8601}, {@code auto}, or a pattern
   *     with the letters of Joda-Time, English names of months and days, and at least a year
   * @param defaultZone whose clock a text shows that has neither offset nor zone
   * @throws IllegalArgumentException if it is none of these; the message says why
   */
  public static TimestampFormat parse(String format, ZoneId defaultZone) {
    return switch (format.strip().toLowerCase(Locale.ROOT)) {
      case "unix", "unix_seconds" -> new UnixTime(TimeUnit.SECONDS, defaultZone);
      case "unix_milliseconds" -> new UnixTime(TimeUnit.MILLISECONDS, defaultZone);
      case "unix_microseconds" -> new UnixTime(TimeUnit.MICROSECONDS, defaultZone);
      case "unix_nanoseconds" -> new UnixTime(TimeUnit.NANOSECONDS, defaultZone);
      case "iso-8601" -> new IsoTime(defaultZone);
      case "auto" -> new AutoTime(defaultZone);
      default -> new PatternTime(format, defaultZone);
    };
  }

  /**
   * The format that a setting names, as the original's {@code JsonStringMessageDecoder} reads it: a
   * pattern is tried after ISO 8601.
   *
   * @throws IllegalArgumentException as {@link #parse} does
   */
  public static TimestampFormat parseAsOriginal(String format, ZoneId defaultZone) {
    TimestampFormat parsed = parse(format, defaultZone);
    return parsed instanceof PatternTime pattern ? new IsoOrPattern(pattern) : parsed;
  }

  /** The clock that is read if neither the text nor its format names a zone. */
  public final ZoneId zone() {
    return zone;
  }

  /** Reads an integer; false if it is no time. */
  public abstract boolean read(long number, EventTime into);

  /** Reads a number with a fraction; false if it is no time. */
  public abstract boolean read(double number, EventTime into);

  /** Reads a text; false if it is no time. */
  public abstract boolean read(String text, EventTime into);
}
