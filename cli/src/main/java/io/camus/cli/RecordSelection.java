package io.camus.cli;

import io.camus.model.CommitRecord;
import io.camus.model.RunId;
import java.util.Optional;

/**
 * Commit records.
 *
 * @param from number of the first one
 * @param to number of the last one, inclusive
 * @param run only those with data of this run
 */
record RecordSelection(long from, long to, Optional<RunId> run) {
  /** All records. */
  static final RecordSelection ALL = new RecordSelection(1, Long.MAX_VALUE, Optional.empty());

  /** Whether a record within the numbers is chosen. */
  boolean holds(CommitRecord record) {
    return run.isEmpty() || record.commits().anyMatch(commits -> commits.run().equals(run.get()));
  }
}
