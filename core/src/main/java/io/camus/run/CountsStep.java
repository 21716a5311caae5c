package io.camus.run;

import io.camus.commit.CommitRecord;
import java.io.IOException;

/**
 * Step 7 of the protocol: makes a record's counts known. Doing it again for the same record is
 * harmless.
 */
public interface CountsStep {

  /** Whether there is anything to do for this run's records. */
  boolean isWanted();

  /**
   * Keeps and posts the counts of a record.
   *
   * @throws io.camus.model.CamusException if they could not be posted; the next run tries again
   * @throws IOException if they could not be kept; likewise
   */
  void publish(CommitRecord record) throws IOException;
}
