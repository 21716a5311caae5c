package io.camus.run;

import io.camus.commit.CommitRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Step 7 of the protocol: makes a record's counts known. Doing it again for the same record is
 * harmless.
 */
public interface CountsStep {

  /** The length of an audit window; empty if nothing is to be done for this run's records. */
  Optional<Duration> wantedWindow();

  /**
   * Keeps and posts the counts of a record.
   *
   * @throws io.camus.model.CamusException if they could not be posted; the next run tries again
   * @throws IOException if they could not be kept; likewise
   */
  void publish(CommitRecord record) throws IOException;
}
