package io.camus.time;

import java.time.ZoneId;

/**
 * A fast path for the usual form of ISO 8601: {@code 2026-11-22T14:10:05[.123456789]} with {@code
 * Z}, {@code +01:00} or nothing.
 */
final class UsualIso {
  private static final String SHAPE = "0000-00-00T00:00:00";
  private static final int SECONDS_PER_DAY = 86_400;

  /** Days from 1 March of year 0, the start of the internal year, to 1970-01-01. */
  private static final int EPOCH = 719_468;

  private UsualIso() {}

  /** Reads a text; false if it has another form, or the general parser would refuse it. */
  static boolean read(String text, ZoneId defaultZone, EventTime into) {
    int length = text.length();
    int at = SHAPE.length();
    if (length < at || !hasShape(text)) {
      return false;
    }
    int year = number(text, 0) * 100 + number(text, 2);
    int month = number(text, 5);
    int day = number(text, 8);
    int hour = number(text, 11);
    int minute = number(text, 14);
    int second = number(text, 17);
    // The general parser handles leap days, leap seconds and the end of a day.
    if (year < 1 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) {
      return false;
    }
    if (day > 28 && (month == 2 || day > 30 + (month + month / 8) % 2)) {
      return false;
    }
    int millis = 0;
    if (at < length && text.charAt(at) == '.') {
      int scale = 100;
      int from = ++at;
      for (; at < length && MomentScan.isDigit(text.charAt(at)); at++) {
        millis += (text.charAt(at) - '0') * scale;
        scale /= 10;
      }
      if (at == from) {
        return false;
      }
    }
    int secondOfDay = (hour * 60 + minute) * 60 + second;
    long shown = (long) epochDay(year, month, day) * SECONDS_PER_DAY + secondOfDay;
    if (at == length) {
      return into.accept((shown - MomentScan.offsetSeconds(shown, defaultZone)) * 1000 + millis);
    }
    int offset = 0;
    char zone = text.charAt(at);
    if (zone == '+' || zone == '-') {
      if (at + 6 != length || text.charAt(at + 3) != ':' || !hasDigits(text, at + 1, at + 4)) {
        return false;
      }
      int hours = number(text, at + 1);
      int minutes = number(text, at + 4);
      if (hours > 17 || minutes > 59) {
        return false;
      }
      offset = (hours * 60 + minutes) * (zone == '+' ? 60 : -60);
    } else if (zone != 'Z' || at + 1 != length) {
      return false;
    }
    return into.accept((shown - offset) * 1000 + millis);
  }

  /** Days since 1970-01-01; years start in March here, so a leap day is the last day. */
  private static int epochDay(int year, int month, int day) {
    int years = month < 3 ? year - 1 : year;
    int monthOfYear = month < 3 ? month + 9 : month - 3;
    int dayOfYear = (153 * monthOfYear + 2) / 5 + day - 1;
    return years * 365 + years / 4 - years / 100 + years / 400 + dayOfYear - EPOCH;
  }

  private static boolean hasShape(String text) {
    for (int i = 0; i < SHAPE.length(); i++) {
      char c = text.charAt(i);
      char expected = SHAPE.charAt(i);
      if (expected == '0'
          ? !MomentScan.isDigit(c)
          : c != expected && !(c == ' ' && expected == 'T')) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasDigits(String text, int first, int second) {
    return MomentScan.isDigit(text.charAt(first))
        && MomentScan.isDigit(text.charAt(first + 1))
        && MomentScan.isDigit(text.charAt(second))
        && MomentScan.isDigit(text.charAt(second + 1));
  }

  /** The number of two digits. */
  private static int number(String text, int at) {
    return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
  }
}
