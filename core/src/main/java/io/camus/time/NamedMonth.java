package io.camus.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A text with an English month name, a four-digit year, a day of one or two digits and a clock with
 * colons, in any order: {@code Sun, 22 Nov 2026 14:10:05 GMT}, {@code Sun Nov 22 14:10:05 UTC
 * 2026}, {@code [22/Nov/2026:14:10:05 +0100]}, {@code November 22, 2026 2:10 PM}.
 */
final class NamedMonth extends MomentScan {
  private static final int ABSENT = -1;
  private static final List<String> MONTHS = names(Month.values());
  private static final List<String> DAYS = names(DayOfWeek.values());
  private static final List<String> ORDINALS = List.of("st", "nd", "rd", "th");

  private int year = ABSENT;
  private int month = ABSENT;
  private int day = ABSENT;
  private int weekday = ABSENT;
  private boolean clock;

  NamedMonth(String text) {
    super(text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text);
  }

  private static List<String> names(Enum<?>[] constants) {
    return Stream.of(constants).map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** Reads the whole text; false if it has another format. */
  boolean read(ZoneId defaultZone, EventTime into) {
    boolean spaced = true;
    while (!atEnd()) {
      boolean good;
      if (isSpace(peek(0)) || peek(0) == ',') {
        take(peek(0));
        spaced = true;
        continue;
      } else if (nextIsDigit()) {
        good = number();
      } else if (nextIsLetter()) {
        good = letters();
      } else if (clock && nextIsSign() && (spaced || isTimeBefore())) {
        good = zone();
      } else {
        good = separator();
      }
      if (!good) {
        return false;
      }
      spaced = false;
    }
    if (year < 0 || month < 0 || day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
      return false;
    }
    LocalDate date = LocalDate.of(year, month, day);
    return (weekday < 0 || weekday == date.getDayOfWeek().getValue())
        && accept(date.toEpochDay(), defaultZone, into);
  }

  private boolean isTimeBefore() {
    return peek(-3) == ':' || peek(-3) == '.' || peek(-4) == '.' || peek(-7) == '.';
  }

  /** Skips separators between parts. */
  private boolean separator() {
    char c = peek(0);
    boolean joins =
        (c == '-' || c == '/' || c == '.')
            && peek(1) != c
            && !isSpace(peek(1))
            && (year >= 0 || month >= 0 || day >= 0);
    boolean beforeClock = c == ':' && year >= 0 && !clock;
    boolean abbreviated = c == '.' && Character.isLetter(peek(-1));
    return (joins || beforeClock || abbreviated) && take(c);
  }

  private boolean number() {
    int digits = digits();
    if (digits == 4 && year < 0) {
      year = number(4, 4);
      return true;
    }
    if (digits <= 2 && peek(digits) == ':' && !clock) {
      clock = true;
      return clock(':');
    }
    if (digits <= 2 && day < 0) {
      day = number(1, 2);
      if (ORDINALS.contains(wordAhead())) {
        word();
      }
      return true;
    }
    return false;
  }

  private boolean letters() {
    String name = wordAhead();
    if (month < 0 && index(MONTHS, name) > 0) {
      month = index(MONTHS, name);
      word();
      return true;
    }
    if (weekday < 0 && index(DAYS, name) > 0) {
      weekday = index(DAYS, name);
      word();
      return true;
    }
    if (name.equals("at") && !clock) {
      word();
      return true;
    }
    return clock && zone();
  }

  /** The next letters, in lower case. */
  private String wordAhead() {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; Character.isLetter(peek(i)); i++) {
      letters.append(peek(i));
    }
    return letters.toString().toLowerCase(Locale.ROOT);
  }

  /** The number, from 1, of a name in full or by three letters; 0 if it is not one. */
  private static int index(List<String> names, String name) {
    String full = name.equals("sept") ? "september" : name;
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(full) || (full.length() == 3 && names.get(i).startsWith(full))) {
        return i + 1;
      }
    }
    return 0;
  }
}
