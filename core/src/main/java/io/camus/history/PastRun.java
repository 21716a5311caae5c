package io.camus.history;

import io.camus.model.RunId;
import io.camus.report.RejectedSamples;
import io.camus.report.Rejection;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A past run.
 *
 * @param run its id
 * @param startedAt begin
 * @param duration from begin to end, or to now while it runs; empty if unknown
 * @param verdict how it ended
 * @param detail details of the verdict, for people; may be empty
 * @param committed what it committed; empty if unknown
 * @param commits numbers of the records that hold its data
 * @param summary the summary that it wrote, if any
 * @param damage why its summary cannot be read, if it cannot
 */
public record PastRun(
    RunId run,
    Instant startedAt,
    Optional<Duration> duration,
    Verdict verdict,
    String detail,
    Optional<Committed> committed,
    List<Long> commits,
    Optional<RunSummary> summary,
    Optional<String> damage) {

  public PastRun {
    commits = List.copyOf(commits);
  }

  /** The sum of what it committed; empty if unknown. */
  public Optional<TopicSummary> total() {
    return committed.map(it -> TopicSummary.sum("total", it.topics()));
  }

  /**
   * What a run committed.
   *
   * @param topics by topic
   * @param rejections what was rejected, committed or not
   */
  public record Committed(List<TopicSummary> topics, List<Rejection> rejections) {
    public Committed {
      topics = List.copyOf(topics);
      rejections = List.copyOf(rejections);
    }

    /** With samples for rejections without any. */
    Committed with(RejectedSamples samples) {
      return new Committed(topics, samples.fill(rejections));
    }
  }
}
