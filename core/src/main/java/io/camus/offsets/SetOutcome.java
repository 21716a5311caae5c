package io.camus.offsets;

import io.camus.model.ExitCode;
import io.camus.model.Problem;
import java.util.List;
import java.util.OptionalLong;

/**
 * What became of setting positions.
 *
 * @param changes what was to be set; empty if every position was there already
 * @param record the number of the commit record; empty if nothing was set
 * @param problems what recovery could not do before
 */
public record SetOutcome(
    List<PositionChange> changes, OptionalLong record, List<Problem> problems) {
  public SetOutcome {
    changes = List.copyOf(changes);
    problems = List.copyOf(problems);
  }

  /** The exit code: that of the worst problem. */
  public ExitCode exitCode() {
    return Problem.exitCodeOf(problems);
  }
}
