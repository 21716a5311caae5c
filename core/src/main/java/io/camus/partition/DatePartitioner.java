package io.camus.partition;

import static java.util.Objects.requireNonNull;

import io.camus.spi.Partitioner;
import io.camus.time.BucketLength;
import io.camus.time.BucketLength.Days;
import io.camus.time.BucketLength.Minutes;
import io.camus.time.DirectoryPattern;
import io.camus.time.EventTime;
import java.time.ZoneId;
import java.util.Locale;

/**
 * Directories by local date and time of a zone. Buckets and directories correspond one to one.
 * Hours skipped by a clock change have no directory. When a clock is set back, the repeated local
 * time is a separate bucket, with the new UTC offset appended to the directory's last component:
 * {@code hourly/2026/11/01/01-0800}. Buckets of a day or more are then just longer or shorter.
 *
 * <p>Accepts event times in the years 0 to 9999, UTC.
 */
public final class DatePartitioner implements Partitioner {
  private static final String HOURLY = "/yyyy/MM/dd/HH";
  private static final String DAILY = "/yyyy/MM/dd";

  private final Buckets buckets;

  private DatePartitioner(Buckets buckets) {
    this.buckets = buckets;
  }

  /** Hours: {@code <subDirectory>/2026/11/22/14}. */
  public static DatePartitioner hourly(String subDirectory, ZoneId zone) {
    return pattern(quoted(subDirectory) + HOURLY, Locale.ENGLISH, zone);
  }

  /**
   * Spans of minutes, counted from local midnight: {@code <subDirectory>/2026/11/22/14/10} below an
   * hour, {@code <subDirectory>/2026/11/22/14} with the starting hour from an hour on, {@code
   * <subDirectory>/2026/11/22} for a day.
   *
   * @param minutes a divisor of 60, or a multiple of 60 that divides the 1440 of a day
   * @throws IllegalArgumentException if it is neither
   */
  public static DatePartitioner ofMinutes(int minutes, String subDirectory, ZoneId zone) {
    BucketLength length = BucketLength.ofMinutes(minutes);
    String directory = length == Days.DAY ? DAILY : minutes < 60 ? HOURLY + "/mm" : HOURLY;
    return new DatePartitioner(
        buckets(
            length,
            DirectoryPattern.parse(quoted(subDirectory) + directory, Locale.ENGLISH),
            zone));
  }

  /** Days: {@code <subDirectory>/2026/11/22}. */
  public static DatePartitioner daily(String subDirectory, ZoneId zone) {
    return pattern(quoted(subDirectory) + DAILY, Locale.ENGLISH, zone);
  }

  /** Hours as Hive names partitions: {@code dt=2026-11-22/hour=14}. */
  public static DatePartitioner hive(ZoneId zone) {
    return pattern("'dt='yyyy-MM-dd/'hour='HH", Locale.ENGLISH, zone);
  }

  /** Days as Hive names partitions: {@code dt=2026-11-22}. */
  public static DatePartitioner hiveDaily(ZoneId zone) {
    return pattern("'dt='yyyy-MM-dd", Locale.ENGLISH, zone);
  }

  /**
   * A user's pattern, in Joda-Time's syntax: {@code YYYY} is the year, {@code xxxx} the year of the
   * week {@code ww}. Its smallest field is the length of a bucket.
   *
   * @param locale of the names of months, days and half days
   * @throws IllegalArgumentException if a letter is unknown, if two buckets would share a
   *     directory, or if a directory would not be a valid HDFS path
   */
  public static DatePartitioner pattern(String pattern, Locale locale, ZoneId zone) {
    DirectoryPattern parsed = DirectoryPattern.parse(pattern, locale);
    return new DatePartitioner(buckets(parsed.length(), parsed, zone));
  }

  /**
   * A pattern as above with minutes per file, as in the original's partitioners: a directory covers
   * the longer of the minutes and the pattern's smallest field, and is named after its start.
   *
   * @param minutes a divisor of 60, or a multiple of 60 that divides the 1440 of a day
   * @throws IllegalArgumentException as above, and if the minutes do not divide a day
   */
  public static DatePartitioner pattern(String pattern, int minutes, Locale locale, ZoneId zone) {
    DirectoryPattern parsed = DirectoryPattern.parse(pattern, locale);
    BucketLength length = BucketLength.ofMinutes(minutes);
    if (minutes >= parsed.length().leastMinutes()) {
      return new DatePartitioner(buckets(length, parsed, zone));
    }
    return new DatePartitioner(
        new Buckets.Nested(buckets(parsed.length(), parsed, zone), buckets(length, parsed, zone)));
  }

  /** Hours, with files of the given minutes, or directories if these are longer than an hour. */
  public static DatePartitioner hourlyWithFilesOf(int minutes, String subDirectory, ZoneId zone) {
    return pattern(quoted(subDirectory) + HOURLY, minutes, Locale.ENGLISH, zone);
  }

  /** A directory's name as literal text of a pattern, without surrounding slashes. */
  private static String quoted(String directory) {
    return "'" + directory.replaceAll("^/+|/+$", "").replace("'", "''") + "'";
  }

  private static Buckets buckets(BucketLength length, DirectoryPattern pattern, ZoneId zone) {
    requireNonNull(zone, "zone");
    return length instanceof Minutes minutes
        ? new ClockBuckets(minutes, pattern.formatter(), zone.getRules())
        : new DayBuckets((Days) length, pattern.formatter(), zone);
  }

  /**
   * @throws IllegalArgumentException if the time is not in the years 0 to 9999
   */
  @Override
  public Bucket bucket(long eventTimeMillis) {
    if (eventTimeMillis < EventTime.FIRST_MILLIS || eventTimeMillis > EventTime.LAST_MILLIS) {
      throw new IllegalArgumentException(
          "the event time " + eventTimeMillis + " ms is not in the years 0 to 9999");
    }
    return buckets.bucket(eventTimeMillis);
  }
}
