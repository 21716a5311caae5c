package io.camus.partition;

import io.camus.spi.Partitioner.Bucket;
import io.camus.time.BucketLength.Days;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Buckets of whole days. A bucket starts when its first day first starts on the zone's clock, and
 * ends when the next one does. A clock set back over midnight therefore does not return to the
 * previous day, and a skipped day has no bucket.
 *
 * @param length of a bucket
 * @param formatter formats the directory of the first day
 * @param zone the zone
 */
record DayBuckets(Days length, DateTimeFormatter formatter, ZoneId zone) implements Buckets {

  @Override
  public Bucket bucket(long eventTimeMillis) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(eventTimeMillis), zone);
    LocalDate first = length.first(day);
    long start = startMillis(first);
    LocalDate next = length.next(first);
    long end = startMillis(next);
    while (eventTimeMillis >= end) {
      first = next;
      start = end;
      next = length.next(first);
      end = startMillis(next);
    }
    return new Bucket(start, end, formatter.format(first.atStartOfDay()));
  }

  private long startMillis(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
