package io.camus.source;

import io.camus.model.Unfinished;
import io.camus.spi.SourceRecord;
import java.time.Duration;

/**
 * Reads several offset ranges concurrently. Ranges are identified by their index in the list that
 * the source was opened with. Not thread-safe.
 */
public interface RecordSource extends AutoCloseable {

  /**
   * Waits for records and delivers them, in offset order within a range. Records at or after the
   * end of their range may be delivered, too.
   *
   * @param atMost how long to wait for data
   * @throws io.camus.model.SourceException if Kafka fails permanently
   * @throws InterruptedException if the thread was interrupted
   */
  void poll(Duration atMost, Visitor visitor) throws InterruptedException;

  /** The range is finished. */
  void finish(int range);

  /**
   * Whether a range's topic was recreated: it is then unknown from which topic the records came. A
   * deleted topic does not count.
   */
  boolean isTopicReplaced(int range);

  /**
   * Describes the broker of a range, for people: which one it is, whether it is reachable, whether
   * it throttles fetches. Not a full sentence.
   */
  default String leaderState(int range) {
    return "its leader is unknown";
  }

  @Override
  void close();

  /** Receives what was read. */
  interface Visitor {
    /** A record; the object is reused. */
    void record(int range, SourceRecord record);

    /**
     * Everything of a range before {@code position} was delivered; other offsets have no record.
     */
    void position(int range, long position);

    /**
     * This offset has this leader epoch. Called in offset order, at least for the first and last
     * offsets of each epoch and for the one before a position; not called if the broker reports no
     * epochs.
     */
    default void leaderEpoch(int range, long offset, int epoch) {}

    /** The range cannot be read further, and an immediate retry would not help. */
    void broken(int range, Unfinished why);
  }
}
