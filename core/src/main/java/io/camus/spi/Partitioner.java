package io.camus.spi;

/** Names the directory of a record by its event time. Safe for use by several threads. */
public interface Partitioner {

  /**
   * The bucket that holds an event time.
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
    /** Whether the time lies in this bucket. */
    public boolean contains(long eventTimeMillis) {
      return eventTimeMillis >= startMillis && eventTimeMillis < endMillis;
    }
  }
}
