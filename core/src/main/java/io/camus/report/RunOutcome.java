package io.camus.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param startedAt when it began
 * @param endedAt when it ended, not before it began
 * @param status the exit status of its process
 * @param summary what it did; empty if it failed before it had a summary
 * @param failure why it failed, with what to do; empty if it succeeded
 */
public record RunOutcome(
    Instant startedAt,
    Instant endedAt,
    int status,
    Optional<RunSummary> summary,
    Optional<String> failure) {

  public RunOutcome {
    requireNonNull(startedAt, "startedAt");
    requireNonNull(endedAt, "endedAt");
    requireNonNull(summary, "summary");
    requireNonNull(failure, "failure");
  }

  /** That of a run with a summary. */
  public static RunOutcome of(RunSummary summary) {
    return new RunOutcome(
        summary.startedAt(),
        summary.endedAt(),
        summary.status(),
        Optional.of(summary),
        summary.status() == 0
            ? Optional.empty()
            : Optional.of(
                summary.problems().stream()
                    .findFirst()
                    .map(worst -> worst.where() + ": " + worst.message())
                    .orElseGet(() -> "stopped by " + summary.stoppedBy().orElseThrow())));
  }

  /** That of a run that failed before it had a summary. */
  public static RunOutcome failed(Instant startedAt, Instant endedAt, int status, String failure) {
    return new RunOutcome(
        startedAt,
        endedAt.isBefore(startedAt) ? startedAt : endedAt,
        status,
        Optional.empty(),
        Optional.of(failure));
  }

  /** Whether the exit status is 0. */
  public boolean succeeded() {
    return status == 0;
  }

  /** From begin to end. */
  public Duration duration() {
    return Duration.between(startedAt, endedAt);
  }
}
