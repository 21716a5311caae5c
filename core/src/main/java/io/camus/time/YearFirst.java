package io.camus.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;

/** Numeric text that begins with the year, as in ISO 8601. */
final class YearFirst extends MomentScan {
  private static final long NO_DAY = Long.MIN_VALUE;

  YearFirst(String text) {
    super(text);
  }

  /** Reads the whole text; false if it has another format. */
  boolean read(ZoneId defaultZone, EventTime into) {
    long epochDay = day();
    if (epochDay == NO_DAY) {
      return false;
    }
    if (!atEnd()) {
      boolean space = isSpace(peek(0));
      boolean dashed = peek(0) == '-' && peek(3) == '.';
      if (take('T') || take('t') || take('_') || (dashed && take('-'))) {
        if (!clock(dashed ? '.' : ':')) {
          return false;
        }
      } else if (space) {
        skipSpaces();
        if (nextIsDigit() && !clock(':')) {
          return false;
        }
      }
      skipSpaces();
      if (!atEnd() && !zone()) {
        return false;
      }
      monotonicClock();
    }
    return atEnd() && accept(epochDay, defaultZone, into);
  }

  /** Reads a date; its day since the epoch. */
  private long day() {
    int year = take('+') ? number(6, 6) : number(4, 4);
    if (year < 0) {
      return NO_DAY;
    }
    char separator = peek(0);
    boolean separated = separator == '-' || separator == '/' || separator == '.';
    if (separated) {
      take(separator);
    }
    if (separator == 'W' || separator == 'w' || (separator == '-' && isWeekMark())) {
      take(peek(0));
      return week(year, separated);
    }
    int digits = digits();
    if (digits == 3 && (separator == '-' || peek(3) == 'T' || peek(3) == 't')) {
      int day = number(3, 3);
      return day < 1 || day > Year.of(year).length()
          ? NO_DAY
          : LocalDate.ofYearDay(year, day).toEpochDay();
    }
    int month = separated ? number(1, 2) : number(2, 2);
    if (month < 1 || month > 12 || (separated && !take(separator))) {
      return NO_DAY;
    }
    int day = separated ? number(1, 2) : number(2, 2);
    return day < 1 || day > YearMonth.of(year, month).lengthOfMonth()
        ? NO_DAY
        : LocalDate.of(year, month, day).toEpochDay();
  }

  private boolean isWeekMark() {
    return peek(0) == 'W' || peek(0) == 'w';
  }

  private long week(int year, boolean separated) {
    int week = number(2, 2);
    if (separated && !take('-')) {
      return NO_DAY;
    }
    int day = number(1, 1);
    LocalDate fourth = LocalDate.of(year, 1, 4); // always in week 1
    if (week < 1 || week > IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(fourth).getMaximum()) {
      return NO_DAY;
    }
    if (day < 1 || day > 7) {
      return NO_DAY;
    }
    return fourth.with(DayOfWeek.MONDAY).toEpochDay() + (week - 1) * 7L + day - 1;
  }
}
