package io.camus.commit;

import io.camus.model.RunId;
import io.camus.model.RunOwner;
import java.util.Optional;

/**
 * A run that recovery found open in the log, and its outcome.
 *
 * @param run its id
 * @param owner its driver
 * @param fate whether it is alive
 * @param why how this was determined, for people
 * @param adoption what was committed for it; empty if it was left alone, or if another run closed
 *     it in the meantime
 */
public record OpenRun(
    RunId run, RunOwner owner, Fate fate, String why, Optional<Adoption> adoption) {

  /** What recovery considers a run to be. */
  public enum Fate {
    /** Active: it is left alone. */
    ALIVE,
    /** Its driver and its tasks have ended, or its heartbeat is too old. */
    DEAD,
    /** Closed on request, without checking whether it is alive. */
    TAKEN_OVER
  }

  /**
   * What the closing record committed from a run's finished tasks.
   *
   * @param record number of that record
   * @param tasks finished tasks, each of which has left a manifest
   * @param held the content of their manifests, whether committed before, now or never
   * @param committed what this record commits of it
   */
  public record Adoption(long record, int tasks, Amount held, Amount committed) {}
}
