package io.camus.report;

import java.io.IOException;
import java.time.Instant;

/**
 * Reports a run to another system, such as a monitoring system. A failure to report is a warning,
 * never a failure of the run. Used by one thread. Every method returns within a bounded time, since
 * a stopped process waits 25 seconds for its run.
 */
public interface RunReporter {
  /**
   * The run begins; nothing has been read or written yet.
   *
   * @throws IOException if this could not be reported: what, where and what to do
   */
  default void begun(Instant startedAt) throws IOException {}

  /**
   * The run has ended, successfully or not.
   *
   * @throws IOException if this could not be reported: what, where and what to do
   */
  void ended(RunOutcome outcome) throws IOException;
}
