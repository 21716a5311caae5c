package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

import io.camus.history.Verdict;
import io.camus.report.RunListener.Stage;
import io.camus.report.RunSummary.TopicSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A past run.
 *
 * @param run its id
 * @param startedAt begin
 * @param duration from begin to end, or to now while it runs; empty if unknown
 * @param verdict how it ended
 * @param detail details of the verdict, for people; may be empty
 * @param stages how long each stage took, in their order; empty if unknown
 * @param tasks number of tasks; empty if unknown
 * @param total the sum of what it committed; empty if unknown
 * @param commits numbers of the records that hold its data
 * @param skew how unequal its tasks were; empty if it committed nothing, or if its records are
 *     older than the report reads
 */
public record RunRow(
    String run,
    Instant startedAt,
    Optional<Duration> duration,
    Verdict verdict,
    String detail,
    Map<Stage, Duration> stages,
    OptionalInt tasks,
    Optional<TopicSummary> total,
    List<Long> commits,
    Optional<Skew> skew) {
  public RunRow {
    requireNonNull(run, "run");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(duration, "duration");
    requireNonNull(verdict, "verdict");
    requireNonNull(detail, "detail");
    requireNonNull(tasks, "tasks");
    requireNonNull(total, "total");
    commits = List.copyOf(commits);
    requireNonNull(skew, "skew");
  }

  /**
   * How unequal the committed work of a run was. Bytes are those of keys and values in Kafka.
   *
   * @param tasks tasks with committed records
   * @param medianBytes of a task
   * @param mostBytes of the largest task
   * @param partition the largest partition, such as {@code clicks-3}
   * @param partitionBytes its bytes
   */
  public record Skew(
      int tasks, long medianBytes, long mostBytes, String partition, long partitionBytes) {}
}
