package io.camus.run;

import io.camus.model.CommitRecord;
import io.camus.model.RunId;
import java.io.IOException;
import java.time.Duration;

/** Step 7 of the protocol: posts and keeps a record's counts. Idempotent. */
public interface CountsStep {

  /** The length of an audit window in this run's records. */
  Duration window();

  /**
   * Keeps and posts the counts of a record. Other runs may do the same concurrently.
   *
   * @param by the current run
   * @throws io.camus.model.CamusException if they could not be posted; the next run will retry
   * @throws IOException if they could not be kept; likewise
   */
  void publish(CommitRecord record, RunId by) throws IOException;
}
