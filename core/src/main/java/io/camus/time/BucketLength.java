package io.camus.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The length of a bucket on the local clock. */
public sealed interface BucketLength {
  /** Those of a day without a clock change. */
  int MINUTES_PER_DAY = 1440;

  /**
   * The length of some minutes; those of a day are {@link Days#DAY}.
   *
   * @throws IllegalArgumentException if they do not divide a day
   */
  static BucketLength ofMinutes(int minutes) {
    return minutes == MINUTES_PER_DAY ? Days.DAY : new Minutes(minutes);
  }

  private static boolean divides(int minutes) {
    return minutes > 0
        && (minutes < 60 ? 60 % minutes : minutes % 60) == 0
        && MINUTES_PER_DAY % minutes == 0
        && minutes < MINUTES_PER_DAY;
  }

  /** The minimum number of minutes in a bucket. */
  int leastMinutes();

  /**
   * Shorter than a day; counted from local midnight.
   *
   * @param minutes a divisor of 60, or a multiple of 60 that divides 1440
   */
  record Minutes(int minutes) implements BucketLength {
    public Minutes {
      if (!divides(minutes)) {
        throw new IllegalArgumentException(
            String.format(
                    Locale.ROOT,
                    "invalid directory length of %d minutes: it must divide 60, or be a multiple",
                    minutes)
                + " of 60 that divides 1440");
      }
    }

    @Override
    public int leastMinutes() {
      return minutes;
    }

    /** The local start of the bucket of this local time. */
    public LocalDateTime start(LocalDateTime local) {
      int minuteOfDay = local.getHour() * 60 + local.getMinute();
      return local.truncatedTo(ChronoUnit.DAYS).plusMinutes(minuteOfDay - minuteOfDay % minutes);
    }
  }

  /** Whole days. */
  enum Days implements BucketLength {
    DAY,
    /** From Monday. */
    WEEK,
    MONTH,
    YEAR;

    @Override
    public int leastMinutes() {
      return switch (this) {
        case DAY -> MINUTES_PER_DAY;
        case WEEK -> 7 * MINUTES_PER_DAY;
        case MONTH -> 28 * MINUTES_PER_DAY;
        case YEAR -> 365 * MINUTES_PER_DAY;
      };
    }

    /** The first day of the bucket of this day. */
    public LocalDate first(LocalDate day) {
      return switch (this) {
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
        case YEAR -> day.withDayOfYear(1);
      };
    }

    /** The first day of the next bucket. */
    public LocalDate next(LocalDate first) {
      return switch (this) {
        case DAY -> first.plusDays(1);
        case WEEK -> first.plusWeeks(1);
        case MONTH -> first.plusMonths(1);
        case YEAR -> first.plusYears(1);
      };
    }
  }
}
