package io.camus.offsets;

import io.camus.model.ExitCode;
import io.camus.model.Problem;
import java.util.List;
import java.util.OptionalLong;

/**
 * The outcome of setting positions.
 *
 * @param changes the changes; empty if every position was already set
 * @param record the number of the commit record; empty if nothing was set
 * @param problems problems of the preceding recovery
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
