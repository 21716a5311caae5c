package io.camus.decode;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;

/**
 * A date with an optional time, offset and zone, as ISO 8601 and RFC 3339 write them: {@code
 * 2026-11-22T14:10:05.123+01:00[Europe/Paris]}, {@code 2026-11-22 14:10Z}, {@code
 * 20261122T141005Z}, {@code 2026-11-22}. Without a time it is midnight. An offset counts more than
 * a zone behind it; without both it is the default zone's clock. Fractions beyond the millisecond
 * are cut off.
 */
final class IsoTime extends TimestampFormat {
  IsoTime(ZoneId zone) {
    super(zone);
  }

  @Override
  boolean read(long number, EventTime into) {
    return false;
  }

  @Override
  boolean read(double number, EventTime into) {
    return false;
  }

  @Override
  boolean read(String text, EventTime into) {
    return new Scan(text.strip()).read(zone(), into);
  }

  /** One reading of a text, from left to right. */
  private static final class Scan {
    private final String text;
    private int at;
    private int hour;
    private int minute;
    private int second;
    private int millis;

    Scan(String text) {
      this.text = text;
    }

    boolean read(ZoneId defaultZone, EventTime into) {
      int year = number(4);
      boolean extended = take('-');
      int month = number(2);
      if (extended && !take('-')) {
        return false;
      }
      int day = number(2);
      if (year < 0 || month < 1 || month > 12 || day < 1 || day > days(year, month)) {
        return false;
      }
      if ((take('T') || take('t') || spaceBeforeDigit()) && !time()) {
        return false;
      }
      LocalDateTime local = LocalDateTime.of(year, month, day, 0, 0);
      long localSecond = local.toEpochSecond(ZoneOffset.UTC) + hour * 3600L + minute * 60L + second;
      if (at < text.length()) {
        take(' ');
        if (take('Z') || take('z')) {
          return zoneId() != null && into.accept(localSecond * 1000 + millis);
        }
        int sign = take('+') ? 1 : take('-') ? -1 : 0;
        if (sign != 0) {
          int offset = offsetSeconds();
          return offset >= 0
              && zoneId() != null
              && into.accept((localSecond - (long) sign * offset) * 1000 + millis);
        }
      }
      ZoneId zone = at < text.length() ? zoneId() : defaultZone;
      if (zone == null) {
        return false;
      }
      LocalDateTime shown = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
      int offset = zone.getRules().getOffset(shown).getTotalSeconds();
      return into.accept((localSecond - offset) * 1000 + millis);
    }

    private boolean spaceBeforeDigit() {
      if (at + 1 < text.length() && text.charAt(at) == ' ' && isDigit(text.charAt(at + 1))) {
        at++;
        return true;
      }
      return false;
    }

    /** Reads {@code HH[:mm[:ss[.SSS]]]}, also without colons; 60 is a leap second. */
    private boolean time() {
      hour = number(2);
      boolean colons = take(':');
      if (colons || nextIsDigit()) {
        minute = number(2);
        if (colons ? take(':') : nextIsDigit()) {
          second = number(2);
          if ((take('.') || take(',')) && !fraction()) {
            return false;
          }
        }
      }
      return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
    }

    private boolean fraction() {
      int digits = 0;
      while (nextIsDigit()) {
        int digit = text.charAt(at++) - '0';
        if (digits < 3) {
          millis = millis * 10 + digit;
        }
        digits++;
      }
      for (int i = digits; i < 3; i++) {
        millis *= 10;
      }
      return digits > 0;
    }

    /** Reads {@code HH[:mm[:ss]]}, also without colons; negative if it is none. */
    private int offsetSeconds() {
      int hours = number(2);
      int minutes = 0;
      int seconds = 0;
      boolean colons = take(':');
      if (colons || nextIsDigit()) {
        minutes = number(2);
        if (colons ? take(':') : nextIsDigit()) {
          seconds = number(2);
        }
      }
      boolean valid =
          hours >= 0 && hours <= 18 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
      return valid ? hours * 3600 + minutes * 60 + seconds : -1;
    }

    /** Reads {@code [Europe/Paris]} up to the end; UTC if there is nothing, null if it is wrong. */
    private ZoneId zoneId() {
      if (at == text.length()) {
        return ZoneOffset.UTC;
      }
      if (text.charAt(at) != '[' || !text.endsWith("]")) {
        return null;
      }
      try {
        return ZoneId.of(text.substring(at + 1, text.length() - 1));
      } catch (DateTimeException e) {
        return null;
      }
    }

    /** Reads that many digits; negative if there are fewer. */
    private int number(int digits) {
      if (at + digits > text.length()) {
        return -1;
      }
      int value = 0;
      for (int i = 0; i < digits; i++) {
        char c = text.charAt(at + i);
        if (!isDigit(c)) {
          return -1;
        }
        value = value * 10 + c - '0';
      }
      at += digits;
      return value;
    }

    private boolean take(char expected) {
      if (at < text.length() && text.charAt(at) == expected) {
        at++;
        return true;
      }
      return false;
    }

    private boolean nextIsDigit() {
      return at < text.length() && isDigit(text.charAt(at));
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    private static int days(int year, int month) {
      return Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year));
    }
  }
}
