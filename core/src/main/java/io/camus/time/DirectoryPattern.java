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
 * A date pattern for directories, with one directory per bucket.
 *
 * @param formatter formats the directory of a local time
 * @param length of a bucket, from the pattern's smallest field
 */
public record DirectoryPattern(DateTimeFormatter formatter, BucketLength length) {
  /**
   * File systems allow 255. Month names differ in length, and a UTC offset may be appended when a
   * clock is set back.
   */
  private static final int MAX_STEP_BYTES = 220;

  private static final int MAX_BYTES = 2000;

  /** Has two digits in each field and, as a Sunday, the longest names. */
  private static final LocalDateTime SAMPLE = LocalDateTime.of(2026, 11, 22, 14, 10);

  /**
   * Parses a pattern; drops a slash at its start or end.
   *
   * @param locale of the names of months, days and half days
   * @throws IllegalArgumentException if it cannot name directories
   */
  public static DirectoryPattern parse(String pattern, Locale locale) {
    return new Parser(pattern, locale).parse();
  }

  /** A parser of one pattern. */
  private static final class Parser {
    private final String pattern;
    private final Locale locale;
    private final List<PatternToken> tokens;
    private final DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();

    /** The units of the fields, each one of G C y M d D x w e H a h m. */
    private final Set<Character> units = new HashSet<>();

    Parser(String pattern, Locale locale) {
      this.pattern = pattern;
      this.locale = locale;
      this.tokens = PatternToken.parse(pattern.replaceAll("^/+|/+$", ""));
    }

    DirectoryPattern parse() {
      PatternToken before = new PatternToken.Literal("");
      for (PatternToken token : tokens) {
        if (token instanceof PatternToken.Literal literal) {
          builder.appendLiteral(literal.text());
        } else if (token instanceof Field field) {
          units.add(append(field));
          if (before instanceof Field left
              && left.count() == 1
              && "aEG".indexOf(left.letter()) < 0) {
            throw refused(
                left
                    + " has one or two digits, so a separator must follow it: 1/11 and 11/1 would"
                    + " look the same");
          }
        }
        before = token;
      }
      DateTimeFormatter formatter = builder.toFormatter(locale);
      for (int month = 0; month < 12; month++) {
        requirePath(formatter.format(SAMPLE.plusMonths(month)));
      }
      for (int halfDay = 0; halfDay < 14; halfDay++) {
        requirePath(formatter.format(SAMPLE.plusHours(12L * halfDay)));
      }
      return new DirectoryPattern(formatter, length());
    }

    /** Adds a field and returns its unit. */
    private char append(Field field) {
      int count = field.count();
      return switch (field.letter()) {
        case 'G' -> text(ChronoField.ERA, TextStyle.SHORT, 'G');
        case 'C' -> number(CenturyField.CENTURY, count, 'C');
        case 'y', 'Y', 'u' ->
            count == 2 && hasCentury()
                ? number(CenturyField.YEAR_OF_CENTURY, count, 'y')
                : year(ChronoField.YEAR, field, 'y');
        case 'x' -> year(IsoFields.WEEK_BASED_YEAR, field, 'x');
        case 'M' -> count < 3 ? number(ChronoField.MONTH_OF_YEAR, count, 'M') : months(field);
        case 'w' -> number(IsoFields.WEEK_OF_WEEK_BASED_YEAR, count, 'w');
        case 'D' -> number(ChronoField.DAY_OF_YEAR, count, 'D');
        case 'd' -> number(ChronoField.DAY_OF_MONTH, count, 'd');
        case 'e' -> number(ChronoField.DAY_OF_WEEK, count, 'e');
        case 'E' -> text(ChronoField.DAY_OF_WEEK, style(count), 'e');
        case 'H' -> number(ChronoField.HOUR_OF_DAY, count, 'H');
        case 'k' -> number(ChronoField.CLOCK_HOUR_OF_DAY, count, 'H');
        case 'a' -> text(ChronoField.AMPM_OF_DAY, TextStyle.SHORT, 'a');
        case 'K' -> number(ChronoField.HOUR_OF_AMPM, count, 'h');
        case 'h' -> number(ChronoField.CLOCK_HOUR_OF_AMPM, count, 'h');
        case 'm' -> number(ChronoField.MINUTE_OF_HOUR, count, 'm');
        case 's', 'S' -> throw refused(field + ": a directory per second is not supported");
        case 'z', 'Z' ->
            throw refused(
                field + ": the UTC offset is added automatically when a clock is set back");
        default ->
            throw refused(
                field
                    + " is not a field for directories; put literal text in single quotes: '"
                    + field
                    + "'");
      };
    }

    /** Whether the pattern has the century, so yy is unambiguous. */
    private boolean hasCentury() {
      return tokens.stream().anyMatch(it -> it instanceof Field field && field.letter() == 'C');
    }

    private char number(TemporalField field, int width, char unit) {
      builder.appendValue(field, Math.min(width, 19), 19, SignStyle.NORMAL);
      return unit;
    }

    private char text(TemporalField field, TextStyle style, char unit) {
      builder.appendText(field, style);
      return unit;
    }

    private static TextStyle style(int count) {
      return count < 4 ? TextStyle.SHORT : TextStyle.FULL;
    }

    private char year(TemporalField year, Field field, char unit) {
      require(
          field.count() != 2,
          String.format(
              Locale.ROOT,
              "%s would map two centuries to one directory: use %s",
              field,
              String.valueOf(field.letter()).repeat(4)));
      return number(year, field.count(), unit);
    }

    private char months(Field field) {
      TextStyle style = style(field.count());
      Set<String> names =
          Stream.of(Month.values())
              .map(month -> month.getDisplayName(style, locale))
              .collect(Collectors.toSet());
      require(
          names.size() == Month.values().length,
          String.format(
              Locale.ROOT,
              "two months have the same name with %s in the locale %s: use MM",
              field,
              locale));
      return text(ChronoField.MONTH_OF_YEAR, style, 'M');
    }

    private BucketLength length() {
      boolean week = has('x') && has('w');
      boolean month = has('y') && has('M');
      boolean day = (month && has('d')) || (has('y') && has('D')) || (week && has('e'));
      boolean hour = has('H') || (has('h') && has('a'));
      if (has('m')) {
        require(hour && day, "minutes (mm) need the hour (HH) and the day");
        return new Minutes(1);
      }
      if (has('H') || has('h') || has('a')) {
        require(hour, "half days need both hh and a; HH is the hour of the day");
        require(day, "hours (HH) need the day: yyyy, MM and dd");
        return new Minutes(60);
      }
      if (has('d') || has('D') || has('e')) {
        require(day, "days need yyyy, MM and dd, or yyyy and DDD, or xxxx, ww and e");
        return Days.DAY;
      }
      if (has('w')) {
        require(week, "weeks (ww) need the week year, xxxx, not yyyy");
        require(
            !has('y') && !has('M'),
            "a week can span two months and years: use xxxx and ww without yyyy and MM");
        return Days.WEEK;
      }
      require(!has('x'), "xxxx is the week year, for ww: use yyyy");
      if (has('M')) {
        require(month, "months (MM) need the year (yyyy)");
        return Days.MONTH;
      }
      require(has('y'), "it has no date: at least the year (yyyy) is needed");
      return Days.YEAR;
    }

    private boolean has(char unit) {
      return units.contains(unit);
    }

    private void requirePath(String sample) {
      for (String step : sample.split("/", -1)) {
        require(!step.isEmpty(), "a path component is empty");
        require(!step.equals(".") && !step.equals(".."), "a path component is " + step);
        require(
            bytes(step) <= MAX_STEP_BYTES,
            String.format(
                Locale.ROOT,
                "a path component has %d bytes; use at most %d, since file systems allow 255",
                bytes(step),
                MAX_STEP_BYTES));
      }
      require(
          bytes(sample) <= MAX_BYTES,
          String.format(
              Locale.ROOT, "the path has %d bytes; use at most %d", bytes(sample), MAX_BYTES));
      for (int i = 0; i < sample.length(); i++) {
        char c = sample.charAt(i);
        require(
            c != ':' && c != '\\' && c >= ' ' && c != 0x7F,
            String.format(
                Locale.ROOT,
                "HDFS does not allow the character '%s' in a path",
                c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c)));
      }
    }

    private static int bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void require(boolean condition, String fault) {
      if (!condition) {
        throw refused(fault);
      }
    }

    private IllegalArgumentException refused(String fault) {
      return new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the date pattern %s cannot name directories: %s", pattern, fault));
    }
  }
}
