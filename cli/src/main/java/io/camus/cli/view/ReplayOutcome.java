package io.camus.cli.view;

import io.camus.config.CamusConfig;
import io.camus.model.ExitCode;
import io.camus.model.Problem;
import io.camus.offsets.ReplayOrder;
import io.camus.report.RunSummary;
import java.util.List;
import java.util.Optional;

/**
 * The result of a replay.
 *
 * @param config the configuration of its run
 * @param order the offsets to pull
 * @param summary what this run did; empty in a dry run
 * @param missing offsets that are not pulled yet, or never will be
 * @param problems why
 */
public record ReplayOutcome(
    CamusConfig config,
    ReplayOrder order,
    Optional<RunSummary> summary,
    long missing,
    List<Problem> problems) {
  public ReplayOutcome {
    problems = List.copyOf(problems);
  }

  /** That of the run, or of the replay's own problems if one of them is worse. */
  public ExitCode exitCode() {
    ExitCode run = summary.map(RunSummary::exitCode).orElse(ExitCode.OK);
    ExitCode own = Problem.exitCodeOf(problems);
    return run.compareTo(own) >= 0 ? run : own;
  }
}
