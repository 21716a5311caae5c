package io.camus.partition;

import io.camus.spi.Partitioner.Bucket;
import io.camus.time.BucketLength.Days;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Buckets of whole days. One starts when its first day first starts on the zone's clock and ends
 * when the next one does, so a clock that is set back over midnight does not return to the day
 * before, and a day that a zone skipped has no bucket.
 *
 * @param length of a bucket
 * @param formatter makes the directory of the first day
 * @param zone whose clock
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
