package io.camus.model;

import java.util.Collection;
import java.util.Comparator;

/**
 * Something that somebody should know or act on.
 *
 * @param severity what it does to the exit code
 * @param where topic, topic-partition with offsets, or path
 * @param message what happened and what to do
 */
public record Problem(Severity severity, String where, String message) {

  /** The exit code that problems call for: that of the worst one. */
  public static ExitCode exitCodeOf(Collection<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.severity().exitCode())
        .max(Comparator.naturalOrder())
        .orElse(ExitCode.OK);
  }

  /** How bad a problem is; the worst one decides the exit code. */
  public enum Severity {
    /** Worth knowing; the exit code stays 0. */
    NOTICE(ExitCode.OK),
    /** A person should look at it, because data are at stake; the exit code stays 0. */
    WARNING(ExitCode.OK),
    /** Camus itself failed at a part of the work; the rest is done. */
    BUG(ExitCode.BUG),
    /** Something outside failed; the next run tries again. */
    OUTSIDE(ExitCode.OUTSIDE),
    /** A data rule was broken. */
    DATA(ExitCode.DATA),
    /** It is not known whether a commit happened. */
    UNKNOWN(ExitCode.UNKNOWN);

    private final ExitCode exitCode;

    Severity(ExitCode exitCode) {
      this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
      return exitCode;
    }

    /** Whether the run did not do what it should have done. */
    public boolean fails() {
      return exitCode != ExitCode.OK;
    }
  }
}
