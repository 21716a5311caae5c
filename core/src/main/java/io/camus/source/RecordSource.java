package io.camus.source;

import io.camus.model.Unfinished;
import io.camus.spi.SourceRecord;
import java.time.Duration;

/**
 * Reads several offset ranges at once. Ranges are named by their index in the list that the source
 * was opened with. For one thread.
 */
public interface RecordSource extends AutoCloseable {

  /**
   * Waits for records and hands them on, those of one range in the order of their offsets. Records
   * at or after the end of their range may be handed on too.
   *
   * @param atMost how long to wait when nothing is there
   * @throws io.camus.model.SourceException if Kafka refuses for good
   * @throws InterruptedException if the thread was interrupted
   */
  void poll(Duration atMost, Visitor visitor) throws InterruptedException;

  /** The range is no longer wanted. */
  void finish(int range);

  /**
   * Whether another topic has the name of a range's topic by now: then nobody can say from which of
   * them the records came. A topic that is gone was not replaced.
   */
  boolean isTopicReplaced(int range);

  /**
   * What the client knows of the broker that a range comes from, for people who wait for it: which
   * one it is, whether it can be reached, whether it holds answers back for a quota. No sentence.
   */
  default String leaderState(int range) {
    return "nothing is known of its leader";
  }

  @Override
  void close();

  /** Takes what was read. */
  interface Visitor {
    /** A record; the object is reused. */
    void record(int range, SourceRecord record);

    /**
     * Everything of a range before {@code position} was handed on; what was not handed on holds no
     * record for us.
     */
    void position(int range, long position);

    /**
     * This offset was written under this leader epoch. Told in the order of offsets, of the first
     * and last ones of each epoch at least, and of the one before a position. A source whose broker
     * tells none tells none either.
     */
    default void leaderEpoch(int range, long offset, int epoch) {}

    /** The range cannot be read further, for a reason that another try now would not change. */
    void broken(int range, Unfinished why);
  }
}
