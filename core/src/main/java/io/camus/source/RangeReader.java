package io.camus.source;

import io.camus.source.RecordSource.Visitor;
import java.time.Duration;

/**
 * Reads those ranges of a source that can share a client. Ranges are named by their index in the
 * source's list. For one thread.
 */
interface RangeReader extends AutoCloseable {
  /** Whether there is a range that is still wanted. */
  boolean isActive();

  /**
   * Hands over what has come.
   *
   * @return whether that was anything
   */
  boolean poll(Duration atMost, Visitor visitor) throws InterruptedException;

  /** The range is no longer wanted. */
  void finish(int range);

  /** As {@link RecordSource#leaderState}. */
  String leaderState(int range);

  @Override
  void close();
}
