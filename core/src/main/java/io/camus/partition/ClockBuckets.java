package io.camus.partition;

import io.camus.spi.Partitioner.Bucket;
import io.camus.time.BucketLength.Minutes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;

/**
 * Buckets shorter than a day. All moments with the same span on the local clock are one bucket. If
 * the clock was set back in between, each pass is a separate bucket, and all but the first have
 * their offset in the directory.
 *
 * @param length of a bucket
 * @param formatter formats the directory from a bucket's local start
 * @param rules of the zone
 */
record ClockBuckets(Minutes length, DateTimeFormatter formatter, ZoneRules rules)
    implements Buckets {
  private static final DateTimeFormatter OFFSET =
      new DateTimeFormatterBuilder().appendOffset("+HHMMss", "+0000").toFormatter(Locale.ROOT);

  /** More than two offsets of one zone have ever differed. */
  private static final long REACH_SECONDS = 2 * 86_400;

  @Override
  public Bucket bucket(long eventTimeMillis) {
    long second = Math.floorDiv(eventTimeMillis, 1000L);
    ZoneOffset shown = rules.getOffset(Instant.ofEpochSecond(second));
    LocalDateTime local = LocalDateTime.ofEpochSecond(second, 0, shown);
    LocalDateTime label = length.start(local);
    long localStart = label.toEpochSecond(ZoneOffset.UTC);
    long localEnd = localStart + length.minutes() * 60L;

    // Iterate over the zone's offsets around that time; each shows the label's span once, or not at
    // all. Pieces joined by a gap in the clock are one pass.
    long at = second - REACH_SECONDS;
    long limit = second + REACH_SECONDS;
    ZoneOffset offset = rules.getOffset(Instant.ofEpochSecond(at));
    boolean afterGap = false;
    boolean repeated = false;
    Pass pass = null;
    while (at < limit) {
      ZoneOffsetTransition change = rules.nextTransition(Instant.ofEpochSecond(at));
      long until = change == null ? limit : Math.min(limit, change.toEpochSecond());
      long from = Math.max(at, localStart - offset.getTotalSeconds());
      long to = Math.min(until, localEnd - offset.getTotalSeconds());
      if (from < to) {
        if (pass != null && afterGap && pass.end == from) {
          pass = new Pass(pass.start, to, pass.offset);
        } else if (pass != null && second < pass.end) {
          break;
        } else {
          repeated = pass != null;
          pass = new Pass(from, to, offset);
        }
      }
      at = until;
      afterGap = change != null && change.isGap();
      offset = change == null ? offset : change.getOffsetAfter();
    }
    String directory = formatter.format(label);
    return new Bucket(
        pass.start * 1000,
        pass.end * 1000,
        repeated ? directory + OFFSET.format(pass.offset) : directory);
  }

  /** One pass of the clock through a span; seconds since the epoch. */
  private record Pass(long start, long end, ZoneOffset offset) {}
}
