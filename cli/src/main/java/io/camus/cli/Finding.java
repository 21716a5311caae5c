package io.camus.cli;

import io.camus.inspect.SampleFinding;
import io.camus.model.CamusException;
import io.camus.model.ExitCode;
import io.camus.model.Problem;
import java.util.Comparator;
import java.util.List;

/**
 * Something that is wrong with a configuration.
 *
 * @param code what a run ends with because of it; {@code OK} if it is only worth knowing
 * @param sentence what, where and what to do
 */
public record Finding(ExitCode code, String sentence) {
  static Finding of(CamusException failure) {
    return new Finding(failure.exitCode(), failure.getMessage());
  }

  static Finding of(Problem problem) {
    return new Finding(problem.severity().exitCode(), problem.where() + ": " + problem.message());
  }

  static Finding of(SampleFinding finding) {
    ExitCode code =
        switch (finding.weight()) {
          case NOTE, UNKNOWN -> ExitCode.OK;
          case WRONG -> ExitCode.USAGE;
        };
    return new Finding(code, finding.sentence());
  }

  /** What a run with all of them ends with: it does not begin with a wrong configuration. */
  static ExitCode worst(List<Finding> findings) {
    return findings.stream()
        .map(Finding::code)
        .max(
            Comparator.comparing((ExitCode code) -> code == ExitCode.USAGE)
                .thenComparing(Comparator.naturalOrder()))
        .orElse(ExitCode.OK);
  }
}
