package io.camus.commit;

import io.camus.model.RunId;
import io.camus.model.RunOwner;
import java.util.Optional;

/**
 * A run that was open in the log when recovery looked, and what became of it.
 *
 * @param run its id
 * @param owner who drives it
 * @param fate whether it is alive
 * @param why who says so, for people
 * @param adoption what was committed for it; empty if it was left alone, or if somebody else closed
 *     it meanwhile
 */
public record OpenRun(
    RunId run, RunOwner owner, Fate fate, String why, Optional<Adoption> adoption) {

  /** What recovery takes a run for. */
  public enum Fate {
    /** At work: it is left alone. */
    ALIVE,
    /** Its driver and its tasks have ended, or have given no sign of life for too long. */
    DEAD,
    /** Closed because somebody asked for it; nobody asked whether it is alive. */
    TAKEN_OVER
  }

  /**
   * What the record that closed a run took from its finished tasks.
   *
   * @param record number of that record
   * @param tasks finished tasks, each of which has left a manifest
   * @param held what their manifests hold, whether it was committed before, now or never
   * @param committed what this record commits of it
   */
  public record Adoption(long record, int tasks, Amount held, Amount committed) {}
}
