package io.camus.config;

import static io.camus.config.Reading.trimmed;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** Checks of date patterns, in java.time's letters or Joda's. */
final class DatePatterns {
  private static final Set<String> NAMED =
      Set.of(
          "unix",
          "unix_seconds",
          "unix_milliseconds",
          "unix_microseconds",
          "unix_nanoseconds",
          "iso-8601");

  private DatePatterns() {}

  static String timestampFormat(Object value) {
    String text = trimmed(value);
    if (!NAMED.contains(text.toLowerCase(Locale.ROOT))) {
      check(
          text,
          "must be unix, unix_seconds, unix_milliseconds, unix_microseconds, unix_nanoseconds,"
              + " ISO-8601, or a date pattern like yyyy-MM-dd HH:mm:ss");
    }
    return text;
  }

  static String directoryFormat(Object value) {
    String text = trimmed(value);
    check(text, "must be a date pattern like 'hourly'/YYYY/MM/dd/HH");
    return text;
  }

  static ZoneId zone(Object value) {
    try {
      return ZoneId.of(trimmed(value));
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          "must be a time zone like UTC or America/Los_Angeles", unknown);
    }
  }

  private static void check(String pattern, String rule) {
    try {
      DateTimeFormatter unused =
          DateTimeFormatter.ofPattern(withoutJodaYears(pattern), Locale.ROOT);
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException(rule, bad);
    }
  }

  /** Joda's {@code Y} is a year; outside quotes it becomes java.time's {@code u}. */
  private static String withoutJodaYears(String pattern) {
    StringBuilder out = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char letter = pattern.charAt(i);
      quoted ^= letter == '\'';
      out.append(!quoted && letter == 'Y' ? 'u' : letter);
    }
    return out.toString();
  }
}
