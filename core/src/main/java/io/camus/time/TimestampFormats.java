package io.camus.time;

import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Timestamp formats by their names in settings. */
public final class TimestampFormats {
  private TimestampFormats() {}

  /**
   * The format of a setting.
   *
   * @param format {@code unix} or {@code unix_seconds}, {@code unix_milliseconds}, {@code
   *     unix_microseconds}, {@code unix_nanoseconds}, {@code ISO-8601}, {@code auto}, or a
   *     Joda-Time pattern, with English names of months and days, and at least a year
   * @param defaultZone the zone of a text with neither offset nor zone
   * @throws IllegalArgumentException if it is not one of these; the message says why
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
   * The format of a setting in the original's {@code JsonStringMessageDecoder}: a pattern is tried
   * after ISO 8601.
   *
   * @throws IllegalArgumentException as {@link #parse} does
   */
  public static TimestampFormat parseAsOriginal(String format, ZoneId defaultZone) {
    TimestampFormat parsed = parse(format, defaultZone);
    return parsed instanceof PatternTime pattern ? new IsoOrPattern(pattern) : parsed;
  }
}
