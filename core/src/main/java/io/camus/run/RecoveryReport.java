package io.camus.run;

import io.camus.commit.OpenRun;
import io.camus.commit.Publisher.Published;
import io.camus.model.ExitCode;
import io.camus.model.Problem;
import io.camus.model.RunId;
import java.util.List;
import java.util.Optional;

/**
 * What recovery did, or in a dry run would have done.
 *
 * @param published published records
 * @param openRuns runs that were open in the log, and their outcome
 * @param live the run that was left alone because it is alive; nothing was cleaned up then
 * @param cleaned runs whose directories were cleaned up
 * @param adopted what was done for dead runs, one sentence each, for people
 * @param problems what could not be done
 */
public record RecoveryReport(
    List<Published> published,
    List<OpenRun> openRuns,
    Optional<RunId> live,
    List<RunId> cleaned,
    List<String> adopted,
    List<Problem> problems) {

  public RecoveryReport {
    published = List.copyOf(published);
    openRuns = List.copyOf(openRuns);
    cleaned = List.copyOf(cleaned);
    adopted = List.copyOf(adopted);
    problems = List.copyOf(problems);
  }

  /** The exit code: that of the worst problem, or 3 if there is a live run. */
  public ExitCode exitCode() {
    ExitCode worst = Problem.exitCodeOf(problems);
    return live.isPresent() && worst.compareTo(ExitCode.OUTSIDE) < 0 ? ExitCode.OUTSIDE : worst;
  }
}
