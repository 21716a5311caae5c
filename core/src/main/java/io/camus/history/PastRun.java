package io.camus.history;

import io.camus.model.RunId;
import io.camus.run.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run as it is remembered.
 *
 * @param run its id
 * @param startedAt begin
 * @param duration from begin to end, or to now while it runs; empty if nobody knows
 * @param verdict how it ended
 * @param detail what there is to say of the verdict, for people; may be empty
 * @param figures what it committed; empty if that cannot be told
 * @param commits numbers of the records that hold its data
 * @param summary what it wrote itself, if it came to that
 * @param damage why its summary cannot be read, if so
 */
public record PastRun(
    RunId run,
    Instant startedAt,
    Optional<Duration> duration,
    Verdict verdict,
    String detail,
    Optional<Figures> figures,
    List<Long> commits,
    Optional<RunSummary> summary,
    Optional<String> damage) {

  public PastRun {
    commits = List.copyOf(commits);
  }

  /**
   * What a run committed.
   *
   * @param messages records in data files
   * @param bytes length of the data files
   * @param rejected records in dead letters
   * @param files number of data files
   */
  public record Figures(long messages, long bytes, long rejected, long files) {}
}
