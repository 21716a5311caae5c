package io.camus.model;

import java.util.Collection;
import java.util.Comparator;

/**
 * Something to report to the user.
 *
 * @param severity determines the exit code
 * @param where topic, topic-partition with offsets, or path
 * @param message what happened and what to do
 */
public record Problem(Severity severity, String where, String message) {

  /** The exit code for some problems: that of the worst one. */
  public static ExitCode exitCodeOf(Collection<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.severity().exitCode())
        .max(Comparator.naturalOrder())
        .orElse(ExitCode.OK);
  }

  /** How bad a problem is; the worst one decides the exit code. */
  public enum Severity {
    /** Informational; the exit code stays 0. */
    NOTICE(ExitCode.OK),
    /** Needs attention, because data is affected; the exit code stays 0. */
    WARNING(ExitCode.OK),
    /** A bug in Camus affected part of the work; the rest is done. */
    BUG(ExitCode.BUG),
    /** An external system failed; the next run continues there. */
    OUTSIDE(ExitCode.OUTSIDE),
    /** A data rule was broken. */
    DATA(ExitCode.DATA),
    /** It is unknown whether a commit happened. */
    UNKNOWN(ExitCode.UNKNOWN);

    private final ExitCode exitCode;

    Severity(ExitCode exitCode) {
      this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
      return exitCode;
    }

    /** Whether it makes the run fail. */
    public boolean fails() {
      return exitCode != ExitCode.OK;
    }
  }
}
