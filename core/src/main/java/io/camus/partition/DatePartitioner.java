package io.camus.partition;

import static java.util.Objects.requireNonNull;

import io.camus.partition.BucketLength.Days;
import io.camus.partition.BucketLength.Minutes;
import io.camus.spi.Partitioner;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Directories by date and time of a zone's clock. A bucket is one directory, and a directory is one
 * bucket: the hours that a clock change skips have none, and where a clock is set back, the second
 * pass through the same local time is a bucket of its own, with the new offset from UTC behind the
 * directory's last step: {@code hourly/2026/11/01/01-0800}. Buckets of a day or more are just
 * longer or shorter by then.
 *
 * <p>Takes event times in the years 0 to 9999 of UTC.
 */
public final class DatePartitioner implements Partitioner {
  private static final long FIRST_MILLIS = -62_167_219_200_000L;
  private static final long LAST_MILLIS = 253_402_300_799_999L;
  private static final int MINUTES_PER_DAY = 1440;

  private final Buckets buckets;

  private DatePartitioner(BucketLength length, DatePattern pattern, ZoneId zone) {
    requireNonNull(zone, "zone");
    DateTimeFormatter formatter = pattern.formatter();
    this.buckets =
        length instanceof Minutes minutes
            ? new ClockBuckets(minutes, formatter, zone.getRules())
            : new DayBuckets((Days) length, formatter, zone);
  }

  /** Hours: {@code <subDirectory>/2026/11/22/14}. */
  public static DatePartitioner hourly(String subDirectory, ZoneId zone) {
    return ofMinutes(60, subDirectory, zone);
  }

  /**
   * Spans of minutes, counted from local midnight: {@code <subDirectory>/2026/11/22/14/10} below an
   * hour, {@code <subDirectory>/2026/11/22/14} with the hour of the begin from there on, {@code
   * <subDirectory>/2026/11/22} for a day.
   *
   * @param minutes a divisor of 60, or a multiple of 60 that divides the 1440 of a day
   * @throws IllegalArgumentException if it is neither
   */
  public static DatePartitioner ofMinutes(int minutes, String subDirectory, ZoneId zone) {
    if (minutes < 1
        || (minutes < 60 ? 60 % minutes : minutes % 60) != 0
        || MINUTES_PER_DAY % minutes != 0) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "a directory of %d minutes is not possible: the minutes must divide 60, or be a multiple",
                  minutes)
              + " of 60 that divides 1440");
    }
    String directory = "'" + subDirectory.replace("'", "''") + "'/yyyy/MM/dd";
    if (minutes == MINUTES_PER_DAY) {
      return new DatePartitioner(Days.DAY, DatePattern.parse(directory), zone);
    }
    String pattern = directory + (minutes < 60 ? "/HH/mm" : "/HH");
    return new DatePartitioner(new Minutes(minutes), DatePattern.parse(pattern), zone);
  }

  /** Days: {@code daily/2026/11/22}. */
  public static DatePartitioner daily(ZoneId zone) {
    return ofMinutes(MINUTES_PER_DAY, "daily", zone);
  }

  /** Hours as Hive names partitions: {@code dt=2026-11-22/hour=14}. */
  public static DatePartitioner hive(ZoneId zone) {
    return pattern("'dt='yyyy-MM-dd/'hour='HH", zone);
  }

  /** Days as Hive names partitions: {@code dt=2026-11-22}. */
  public static DatePartitioner hiveDaily(ZoneId zone) {
    return pattern("'dt='yyyy-MM-dd", zone);
  }

  /**
   * A pattern of the user's, with the letters of Joda-Time: {@code YYYY} is the year, {@code xxxx}
   * the year of the week {@code ww}. Its smallest field is the length of a bucket.
   *
   * @throws IllegalArgumentException if a letter is not known, if two buckets would share a
   *     directory, or if a directory would not be a legal path of HDFS
   */
  public static DatePartitioner pattern(String pattern, ZoneId zone) {
    DatePattern parsed = DatePattern.parse(pattern);
    return new DatePartitioner(parsed.length(), parsed, zone);
  }

  /**
   * @throws IllegalArgumentException if the time is not in the years 0 to 9999
   */
  @Override
  public Bucket bucket(long eventTimeMillis) {
    if (eventTimeMillis < FIRST_MILLIS || eventTimeMillis > LAST_MILLIS) {
      throw new IllegalArgumentException(
          "the event time " + eventTimeMillis + " ms is not in the years 0 to 9999");
    }
    return buckets.bucket(eventTimeMillis);
  }

  /** Cuts time into buckets. */
  sealed interface Buckets permits ClockBuckets, DayBuckets {
    Bucket bucket(long eventTimeMillis);
  }
}
