package io.camus.source;

import io.camus.source.RecordSource.Visitor;
import java.time.Duration;

/**
 * Reads the ranges of a source that share a client. Ranges are identified by their index in the
 * source's list. Not thread-safe.
 */
interface RangeReader extends AutoCloseable {
  /** Whether any range is active. */
  boolean isActive();

  /**
   * Delivers what has arrived.
   *
   * @return whether there was anything
   */
  boolean poll(Duration atMost, Visitor visitor) throws InterruptedException;

  /** The range is finished. */
  void finish(int range);

  /** As {@link RecordSource#leaderState}. */
  String leaderState(int range);

  @Override
  void close();
}
