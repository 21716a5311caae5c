package io.camus.verify;

import io.camus.model.RunId;
import io.camus.spi.StorePath;
import java.time.Instant;
import java.util.Optional;

/**
 * A staged file that no active run is working on, in a store that keeps staged files apart, such as
 * an object store. It violates nothing: readers do not see it.
 *
 * @param kind why it is there
 * @param destination where it would be published
 * @param id the store's name for it
 * @param run the run that staged it, if its path shows it
 * @param since when it was staged
 */
public record Leftover(
    Kind kind, StorePath destination, String id, Optional<RunId> run, Instant since) {

  /** Why a staged file is there. */
  public enum Kind {
    /** A commit record lists it, and the next run publishes it. */
    COMMITTED,
    /** Its run has ended, and the next run discards it. */
    ABANDONED,
    /** No commit record and no run's directory names it, so no run will discard it. */
    UNKNOWN
  }
}
