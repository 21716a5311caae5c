package io.camus.time;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;

/**
 * A user's date pattern in Joda-Time's syntax. Missing fields default to the first value: January,
 * the first day, midnight. Two-digit years are 2000 to 2099, unless the pattern has the century. An
 * integer is read as its digits.
 */
final class PatternTime extends TimestampFormat {
  private final DateTimeFormatter formatter;

  /**
   * @throws IllegalArgumentException if the pattern has an unknown letter, no year, or inconsistent
   *     fields
   */
  PatternTime(String pattern, ZoneId zone) {
    super(zone);
    this.formatter = formatter(pattern);
  }

  @Override
  public boolean read(long number, EventTime into) {
    return read(Long.toString(number), into);
  }

  @Override
  public boolean read(String text, EventTime into) {
    try {
      TemporalAccessor parsed = formatter.parse(text);
      ZoneId written = parsed.query(TemporalQueries.zone());
      LocalDateTime local = LocalDateTime.from(parsed);
      ZonedDateTime moment = local.atZone(written == null ? zone() : written);
      return into.accept(moment.toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  private static DateTimeFormatter formatter(String pattern) {
    List<PatternToken> tokens = PatternToken.parse(pattern);
    ReadableFields fields = ReadableFields.of(pattern, tokens);
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i) instanceof PatternToken.Literal literal) {
        builder.appendLiteral(literal.text());
      } else if (tokens.get(i) instanceof PatternToken.Field field) {
        boolean adjacent = i + 1 < tokens.size() && isNumber(tokens.get(i + 1));
        append(builder, field, adjacent, fields);
      }
    }
    fields.addDefaults(builder);
    return builder
        .toFormatter(Locale.ENGLISH)
        .withChronology(IsoChronology.INSTANCE)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static void append(
      DateTimeFormatterBuilder builder,
      PatternToken.Field field,
      boolean adjacent,
      ReadableFields fields) {
    int count = field.count();
    switch (field.letter()) {
      case 'G' -> builder.appendText(ChronoField.ERA, TextStyle.SHORT);
      case 'C' -> number(builder, CenturyField.CENTURY, count, 2, adjacent);
      case 'y', 'u' -> {
        if (count == 2 && fields.has('C')) {
          number(builder, CenturyField.YEAR_OF_CENTURY, 2, 2, adjacent);
        } else {
          year(builder, ChronoField.YEAR, count, adjacent);
        }
      }
      case 'Y' ->
          year(
              builder,
              fields.has('G') ? ChronoField.YEAR_OF_ERA : ChronoField.YEAR,
              count,
              adjacent);
      case 'x' -> year(builder, IsoFields.WEEK_BASED_YEAR, count, adjacent);
      case 'w' -> number(builder, IsoFields.WEEK_OF_WEEK_BASED_YEAR, count, 2, adjacent);
      case 'D' -> number(builder, ChronoField.DAY_OF_YEAR, count, 3, adjacent);
      case 'd' -> number(builder, ChronoField.DAY_OF_MONTH, count, 2, adjacent);
      case 'e' -> number(builder, ChronoField.DAY_OF_WEEK, count, 1, adjacent);
      case 'H' -> number(builder, ChronoField.HOUR_OF_DAY, count, 2, adjacent);
      case 'k' -> number(builder, ChronoField.CLOCK_HOUR_OF_DAY, count, 2, adjacent);
      case 'K' -> number(builder, ChronoField.HOUR_OF_AMPM, count, 2, adjacent);
      case 'h' -> number(builder, ChronoField.CLOCK_HOUR_OF_AMPM, count, 2, adjacent);
      case 'm' -> number(builder, ChronoField.MINUTE_OF_HOUR, count, 2, adjacent);
      case 's' -> number(builder, ChronoField.SECOND_OF_MINUTE, count, 2, adjacent);
      case 'S' ->
          builder.appendFraction(
              ChronoField.NANO_OF_SECOND,
              adjacent ? Math.min(count, 9) : 1,
              adjacent ? Math.min(count, 9) : 9,
              false);
      case 'M' -> {
        if (count < 3) {
          number(builder, ChronoField.MONTH_OF_YEAR, count, 2, adjacent);
        } else {
          builder.appendText(ChronoField.MONTH_OF_YEAR, style(count));
        }
      }
      case 'E' -> builder.appendText(ChronoField.DAY_OF_WEEK, style(count));
      case 'a' -> builder.appendText(ChronoField.AMPM_OF_DAY, TextStyle.SHORT);
      case 'z' -> builder.appendZoneText(style(count));
      case 'Z' -> zone(builder, count);
      case 'X' -> builder.appendOffset(count < 3 ? "+HHmm" : "+HH:mm", "Z");
      default -> throw new IllegalStateException("not checked before: " + field);
    }
  }

  private static void zone(DateTimeFormatterBuilder builder, int count) {
    if (count > 2) {
      builder.appendZoneId();
      return;
    }
    // As in Joda-Time with or without the colon, and as in SimpleDateFormat the names for UTC.
    for (String none : List.of("Z", "UTC", "GMT", "UT")) {
      builder.optionalStart().appendOffset("+HH:MM", none).optionalEnd();
    }
    builder.optionalStart().appendOffset("+HHMM", "Z").optionalEnd();
  }

  private static void year(
      DateTimeFormatterBuilder builder, TemporalField field, int count, boolean adjacent) {
    if (count == 2) {
      builder.appendValueReduced(field, 2, 2, 2000);
    } else if (adjacent) {
      builder.appendValue(field, 4);
    } else {
      builder.appendValue(field, 1, 9, SignStyle.NORMAL);
    }
  }

  private static void number(
      DateTimeFormatterBuilder builder,
      TemporalField field,
      int count,
      int most,
      boolean adjacent) {
    if (adjacent) {
      builder.appendValue(field, Math.min(count, most));
    } else {
      builder.appendValue(field, 1, most, SignStyle.NOT_NEGATIVE);
    }
  }

  private static TextStyle style(int count) {
    return count < 4 ? TextStyle.SHORT : TextStyle.FULL;
  }

  private static boolean isNumber(PatternToken token) {
    return token instanceof PatternToken.Field field
        && ("CyYuxwDdeHkKhmsS".indexOf(field.letter()) >= 0
            || (field.letter() == 'M' && field.count() < 3));
  }
}
