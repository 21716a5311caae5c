package io.camus.spi;

/** Determines the directory of a record from its event time. Thread-safe. */
public interface Partitioner {

  /**
   * The bucket of an event time.
   *
   * @param eventTimeMillis milliseconds since the epoch
   */
  Bucket bucket(long eventTimeMillis);

  /**
   * A span of event time whose records share a directory.
   *
   * @param startMillis inclusive
   * @param endMillis exclusive
   * @param directory below the topic's own, for example {@code hourly/2026/11/22/14}
   */
  record Bucket(long startMillis, long endMillis, String directory) {
    /** Whether the time is in this bucket. */
    public boolean contains(long eventTimeMillis) {
      return eventTimeMillis >= startMillis && eventTimeMillis < endMillis;
    }
  }
}
