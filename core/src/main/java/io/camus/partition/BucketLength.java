package io.camus.partition;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How long a bucket is on the local clock. */
sealed interface BucketLength {

  /**
   * Shorter than a day; counted from local midnight.
   *
   * @param minutes a divisor of 60, or a multiple of 60 that divides 1440
   */
  record Minutes(int minutes) implements BucketLength {
    /** The begin of the bucket that shows on a clock at this local time. */
    LocalDateTime start(LocalDateTime local) {
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

    /** The first day of the bucket that holds this day. */
    LocalDate first(LocalDate day) {
      return switch (this) {
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
        case YEAR -> day.withDayOfYear(1);
      };
    }

    /** The first day of the next bucket. */
    LocalDate next(LocalDate first) {
      return switch (this) {
        case DAY -> first.plusDays(1);
        case WEEK -> first.plusWeeks(1);
        case MONTH -> first.plusMonths(1);
        case YEAR -> first.plusYears(1);
      };
    }
  }
}
