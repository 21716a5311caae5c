package io.camus.time;

import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Validates the fields of a pattern for reading times. It refuses patterns that could match
 * nothing, or only by guessing: those of other grammars, and letters that are often confused.
 */
final class ReadableFields {
  private static final String KNOWN = "GCyYuxwDdeEMHkKhamsSzZX";

  /** Letters that exclude each other. */
  private static final List<String> SAME =
      List.of("yYu", "x", "w", "D", "d", "M", "Hk", "hK", "a", "m", "s", "S", "zZX", "G", "C");

  private final String pattern;
  private final Set<Character> letters = new HashSet<>();

  private ReadableFields(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Checks the fields of a pattern.
   *
   * @throws IllegalArgumentException if they do not define a point in time
   */
  static ReadableFields of(String pattern, List<PatternToken> tokens) {
    ReadableFields fields = new ReadableFields(pattern);
    for (PatternToken token : tokens) {
      if (token instanceof PatternToken.Field field) {
        fields.add(field);
      }
    }
    fields.requireNoOptionalPart();
    fields.requireDate();
    fields.requireClock();
    return fields;
  }

  private void add(PatternToken.Field field) {
    char letter = field.letter();
    require(
        KNOWN.indexOf(letter) >= 0, field + " is not a field; put literal text in single quotes");
    for (String same : SAME) {
      require(
          same.indexOf(letter) < 0 || !hasAny(same),
          field + " repeats a field: MM is the month, mm the minute, HH the hour of the day");
    }
    letters.add(letter);
  }

  boolean has(char letter) {
    return letters.contains(letter);
  }

  private boolean hasAny(String wanted) {
    return wanted.chars().anyMatch(c -> letters.contains((char) c));
  }

  private void requireNoOptionalPart() {
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      boolean enclosing =
          pattern.startsWith("[") && pattern.endsWith("]") && (i == 0 || i == pattern.length() - 1);
      require(
          quoted || enclosing || (c != '[' && c != ']'),
          "[] does not make a part optional; ISO-8601 reads both, and '[' is a bracket");
    }
  }

  private void requireDate() {
    boolean year = hasAny("yYu");
    boolean week = has('x') && has('w');
    require(!has('w') || has('x'), "weeks (ww) need the week year, xxxx, not yyyy or YYYY");
    require(!has('x') || has('w'), "xxxx is the week year, for ww; a year is yyyy, an offset Z");
    require(year || week, "without a year (yyyy) it is not a point in time");
    require(!week || !hasAny("yYuMdD"), "use xxxx, ww and e without yyyy, MM and dd");
    require(!has('D') || !hasAny("Md"), "D is the day of the year; the day of the month is d");
    require(!has('d') || has('M'), "days (dd) need the month (MM)");
    require(
        !has('e') || week || has('d') || has('D'),
        "e is the day of the week; the day of the month" + " is d");
  }

  private void requireClock() {
    require(!hasAny("hK") || has('a'), "hh needs a (AM or PM); the hour of the day is HH");
    require(!has('a') || hasAny("hKHk"), "a needs hh");
    require(!hasAny("HkhK") || hasAny("dDeE"), "hours need the day: MM is the month, dd the day");
    require(!has('m') || hasAny("HkhK"), "minutes (mm) need the hour (HH); the month is MM");
    require(!has('s') || has('m'), "seconds (ss) need the minutes (mm)");
    require(!has('S') || has('s'), "fractions (SSS) need the seconds (ss)");
  }

  /** Adds defaults for missing fields: the first of each unit. */
  void addDefaults(DateTimeFormatterBuilder builder) {
    if (has('w')) {
      addDefault(builder, "eE", ChronoField.DAY_OF_WEEK, 1);
    } else if (!has('D')) {
      addDefault(builder, "M", ChronoField.MONTH_OF_YEAR, 1);
      addDefault(builder, "d", ChronoField.DAY_OF_MONTH, 1);
    }
    addDefault(builder, "HkhK", ChronoField.HOUR_OF_DAY, 0);
    addDefault(builder, "m", ChronoField.MINUTE_OF_HOUR, 0);
    addDefault(builder, "s", ChronoField.SECOND_OF_MINUTE, 0);
    addDefault(builder, "S", ChronoField.NANO_OF_SECOND, 0);
  }

  private void addDefault(
      DateTimeFormatterBuilder builder, String instead, ChronoField field, int first) {
    if (!hasAny(instead)) {
      builder.parseDefaulting(field, first);
    }
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalArgumentException(
          "must be unix_seconds, unix_milliseconds, unix_microseconds, unix_nanoseconds, ISO-8601,"
              + " auto or a date pattern: "
              + fault);
    }
  }
}
