package io.camus.time;

import io.camus.time.BucketLength.Days;
import io.camus.time.BucketLength.Minutes;
import io.camus.time.PatternToken.Field;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A date pattern that names directories, with one directory for each bucket.
 *
 * @param formatter makes the directory of a local time
 * @param length of a bucket, from the pattern's smallest field
 */
public record DirectoryPattern(DateTimeFormatter formatter, BucketLength length) {
  /**
   * File systems take 255. Names of months differ in length, and where a clock is set back an
   * offset is added.
   */
  private static final int MAX_STEP_BYTES = 220;

  private static final int MAX_BYTES = 2000;

  /** Has two digits in each field, and as a Sunday the longest names. */
  private static final LocalDateTime SAMPLE = LocalDateTime.of(2026, 11, 22, 14, 10);

  /**
   * Reads a pattern; a slash at its end or begin is left out.
   *
   * @param locale of the names of months, days and half days
   * @throws IllegalArgumentException if it cannot name directories
   */
  public static DirectoryPattern parse(String pattern, Locale locale) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    Set<Character> letters = new HashSet<>();
    PatternToken before = new PatternToken.Literal("");
    List<PatternToken> tokens = PatternToken.parse(withoutOuterSlashes(pattern));
    boolean century = tokens.stream().anyMatch(t -> t instanceof Field f && f.letter() == 'C');
    for (PatternToken token : tokens) {
      if (token instanceof PatternToken.Literal literal) {
        builder.appendLiteral(literal.text());
      } else if (token instanceof Field field) {
        letters.add(append(builder, field, century, locale, pattern));
        if (before instanceof Field left && left.count() == 1 && "aEG".indexOf(left.letter()) < 0) {
          throw refused(
              pattern,
              String.format(
                  Locale.ROOT,
                  "%s has one digit or two, so a separator must follow it: 1/11 and 11/1 look the same",
                  left));
        }
      }
      before = token;
    }
    DateTimeFormatter formatter = builder.toFormatter(locale);
    for (int month = 0; month < 12; month++) {
      requirePath(formatter.format(SAMPLE.plusMonths(month)), pattern);
    }
    for (int halfDay = 0; halfDay < 14; halfDay++) {
      requirePath(formatter.format(SAMPLE.plusHours(12L * halfDay)), pattern);
    }
    return new DirectoryPattern(formatter, length(letters, pattern));
  }

  private static String withoutOuterSlashes(String pattern) {
    int from = 0;
    int to = pattern.length();
    while (from < to && pattern.charAt(from) == '/') {
      from++;
    }
    while (to > from && pattern.charAt(to - 1) == '/') {
      to--;
    }
    return pattern.substring(from, to);
  }

  /**
   * Adds a field and tells which unit it names: one of G C y M d D x w e H a h m.
   *
   * @param century whether the pattern has the century, so that yy is a whole year
   */
  private static char append(
      DateTimeFormatterBuilder builder,
      Field field,
      boolean century,
      Locale locale,
      String pattern) {
    int count = field.count();
    switch (field.letter()) {
      case 'G' -> {
        builder.appendText(ChronoField.ERA, TextStyle.SHORT);
        return 'G';
      }
      case 'C' -> {
        return number(builder, CenturyField.CENTURY, count, 'C');
      }
      case 'y', 'Y', 'u' -> {
        if (count == 2 && century) {
          return number(builder, CenturyField.YEAR_OF_CENTURY, count, 'y');
        }
        requireWholeYear(field, pattern);
        return number(builder, ChronoField.YEAR, count, 'y');
      }
      case 'x' -> {
        requireWholeYear(field, pattern);
        return number(builder, IsoFields.WEEK_BASED_YEAR, count, 'x');
      }
      case 'M' -> {
        return count < 3
            ? number(builder, ChronoField.MONTH_OF_YEAR, count, 'M')
            : months(builder, field, locale, pattern);
      }
      case 'w' -> {
        return number(builder, IsoFields.WEEK_OF_WEEK_BASED_YEAR, count, 'w');
      }
      case 'D' -> {
        return number(builder, ChronoField.DAY_OF_YEAR, count, 'D');
      }
      case 'd' -> {
        return number(builder, ChronoField.DAY_OF_MONTH, count, 'd');
      }
      case 'e' -> {
        return number(builder, ChronoField.DAY_OF_WEEK, count, 'e');
      }
      case 'E' -> {
        return text(builder, ChronoField.DAY_OF_WEEK, count, 'e');
      }
      case 'H' -> {
        return number(builder, ChronoField.HOUR_OF_DAY, count, 'H');
      }
      case 'k' -> {
        return number(builder, ChronoField.CLOCK_HOUR_OF_DAY, count, 'H');
      }
      case 'a' -> {
        builder.appendText(ChronoField.AMPM_OF_DAY, TextStyle.SHORT);
        return 'a';
      }
      case 'K' -> {
        return number(builder, ChronoField.HOUR_OF_AMPM, count, 'h');
      }
      case 'h' -> {
        return number(builder, ChronoField.CLOCK_HOUR_OF_AMPM, count, 'h');
      }
      case 'm' -> {
        return number(builder, ChronoField.MINUTE_OF_HOUR, count, 'm');
      }
      case 's', 'S' ->
          throw refused(pattern, field + ": a directory for each second is not possible");
      case 'z', 'Z' ->
          throw refused(
              pattern,
              field + ": the offset from UTC is added where a clock is set back, and only there");
      default ->
          throw refused(
              pattern,
              field + " is no field of a directory; put text into single quotes: '" + field + "'");
    }
  }

  private static char number(
      DateTimeFormatterBuilder builder, TemporalField field, int width, char unit) {
    builder.appendValue(field, Math.min(width, 19), 19, SignStyle.NORMAL);
    return unit;
  }

  private static char months(
      DateTimeFormatterBuilder builder, Field field, Locale locale, String pattern) {
    TextStyle style = field.count() < 4 ? TextStyle.SHORT : TextStyle.FULL;
    DateTimeFormatter name =
        new DateTimeFormatterBuilder()
            .appendText(ChronoField.MONTH_OF_YEAR, style)
            .toFormatter(locale);
    Set<String> names = Stream.of(Month.values()).map(name::format).collect(Collectors.toSet());
    require(
        names.size() == Month.values().length,
        pattern,
        String.format(
            Locale.ROOT, "two months have one name as %s in the locale %s: use MM", field, locale));
    builder.appendText(ChronoField.MONTH_OF_YEAR, style);
    return 'M';
  }

  private static char text(
      DateTimeFormatterBuilder builder, TemporalField field, int count, char unit) {
    builder.appendText(field, count < 4 ? TextStyle.SHORT : TextStyle.FULL);
    return unit;
  }

  private static void requireWholeYear(Field field, String pattern) {
    if (field.count() == 2) {
      throw refused(
          pattern,
          String.format(
              Locale.ROOT,
              "%s would give two centuries one directory: write %s",
              field,
              String.valueOf(field.letter()).repeat(4)));
    }
  }

  private static BucketLength length(Set<Character> letters, String pattern) {
    boolean week = letters.contains('x') && letters.contains('w');
    boolean month = letters.contains('y') && letters.contains('M');
    boolean day =
        (month && letters.contains('d'))
            || (letters.contains('y') && letters.contains('D'))
            || (week && letters.contains('e'));
    boolean hour = letters.contains('H') || (letters.contains('h') && letters.contains('a'));
    if (letters.contains('m')) {
      require(hour && day, pattern, "minutes (mm) need the hour (HH) and the day");
      return new Minutes(1);
    }
    if (letters.contains('H') || letters.contains('h') || letters.contains('a')) {
      require(hour, pattern, "half days need both hh and a; HH is the hour of the day");
      require(day, pattern, "hours (HH) need the day: yyyy, MM and dd");
      return new Minutes(60);
    }
    if (letters.contains('d') || letters.contains('D') || letters.contains('e')) {
      require(day, pattern, "days need yyyy, MM and dd, or yyyy and DDD, or xxxx, ww and e");
      return Days.DAY;
    }
    if (letters.contains('w')) {
      require(week, pattern, "weeks (ww) need the year of the week, xxxx: it is not yyyy");
      require(
          !letters.contains('y') && !letters.contains('M'),
          pattern,
          "a week can lie in two months and years: use xxxx and ww without yyyy and MM");
      return Days.WEEK;
    }
    require(!letters.contains('x'), pattern, "xxxx is the year of the week ww: use yyyy");
    if (letters.contains('M')) {
      require(month, pattern, "months (MM) need the year (yyyy)");
      return Days.MONTH;
    }
    require(letters.contains('y'), pattern, "it has no date: at least the year (yyyy) is needed");
    return Days.YEAR;
  }

  private static void requirePath(String sample, String pattern) {
    for (String step : sample.split("/", -1)) {
      require(!step.isEmpty(), pattern, "a step of the path is empty");
      require(!step.equals(".") && !step.equals(".."), pattern, "a step of the path is " + step);
      require(
          bytes(step) <= MAX_STEP_BYTES,
          pattern,
          String.format(
              Locale.ROOT,
              "a step of the path has %d bytes; use at most %d, since file systems take 255",
              bytes(step),
              MAX_STEP_BYTES));
    }
    require(
        bytes(sample) <= MAX_BYTES,
        pattern,
        String.format(
            Locale.ROOT, "the path has %d bytes; use at most %d", bytes(sample), MAX_BYTES));
    for (int i = 0; i < sample.length(); i++) {
      char c = sample.charAt(i);
      require(
          c != ':' && c != '\\' && c >= ' ' && c != 0x7F,
          pattern,
          String.format(
              Locale.ROOT,
              "HDFS does not allow the character '%s' in a path",
              c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c)));
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void require(boolean condition, String pattern, String fault) {
    if (!condition) {
      throw refused(pattern, fault);
    }
  }

  private static IllegalArgumentException refused(String pattern, String fault) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT, "the date pattern %s cannot name directories: %s", pattern, fault));
  }
}
