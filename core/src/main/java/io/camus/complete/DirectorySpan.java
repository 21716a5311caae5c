package io.camus.complete;

import io.camus.spi.Partitioner;
import io.camus.spi.Partitioner.Bucket;
import java.time.Instant;
import java.util.Optional;

/**
 * The span of event time of a directory, which may have several buckets, one after the other.
 *
 * @param directory below the topic's own
 * @param begin inclusive
 * @param end exclusive
 */
record DirectorySpan(String directory, Instant begin, Instant end) {
  /** Buckets of a minute in the directory of a month. */
  private static final int MOST_BUCKETS = 31 * 24 * 60;

  /**
   * The span around an event time; empty if it has none, or if the directory never ends.
   *
   * @param millis milliseconds since the epoch
   */
  static Optional<DirectorySpan> around(Partitioner partitioner, long millis) {
    try {
      Bucket first = partitioner.bucket(millis);
      Bucket last = first;
      String directory = first.directory();
      for (int buckets = 0; buckets < MOST_BUCKETS; buckets++) {
        Bucket before = partitioner.bucket(first.startMillis() - 1);
        Bucket after = partitioner.bucket(last.endMillis());
        boolean begins = !before.directory().equals(directory);
        boolean ends = !after.directory().equals(directory);
        if (begins && ends) {
          return Optional.of(
              new DirectorySpan(
                  directory,
                  Instant.ofEpochMilli(first.startMillis()),
                  Instant.ofEpochMilli(last.endMillis())));
        }
        first = begins ? first : before;
        last = ends ? last : after;
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty(); // A time before year 0 or after year 9999, or a plug-in's fault.
    }
  }
}
