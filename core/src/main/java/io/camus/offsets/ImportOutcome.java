package io.camus.offsets;

import io.camus.model.ExitCode;
import io.camus.model.Problem;
import java.util.List;
import java.util.OptionalLong;

/**
 * The result of an import of positions.
 *
 * @param plan what it meant
 * @param record the number of the commit record; empty if nothing was set
 * @param problems what recovery could not do before
 */
public record ImportOutcome(ImportPlan plan, OptionalLong record, List<Problem> problems) {
  public ImportOutcome {
    problems = List.copyOf(problems);
  }

  /** The exit code: that of the worst problem, else that of the plan. */
  public ExitCode exitCode() {
    ExitCode worst = Problem.exitCodeOf(problems);
    return worst == ExitCode.OK ? plan.exitCode() : worst;
  }
}
