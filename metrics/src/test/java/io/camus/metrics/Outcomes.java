package io.camus.metrics;

import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.report.Rejection;
import io.camus.report.RunListener.Stage;
import io.camus.report.RunOutcome;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import io.camus.report.TopicCompleteness;
import io.camus.report.Unread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Outcomes of runs for tests. */
public final class Outcomes {
  public static final Instant START = Instant.parse("2026-11-22T14:00:00Z");

  private Outcomes() {}

  /** A topic with a lag has records from an hour before the run, which are lost ten hours later. */
  public static TopicSummary topic(String name, long messages, long lag) {
    return new TopicSummary(
        name,
        2,
        messages,
        messages * 100,
        messages == 0 ? 0 : 4,
        1,
        3,
        2,
        7,
        lag,
        5,
        Optional.of(START.minusSeconds(60)),
        Optional.of(START.minusMillis(1)),
        Optional.empty(),
        lag == 0
            ? Unread.NONE
            : new Unread(
                Optional.of(START.minus(Duration.ofHours(1))), Optional.of(Duration.ofHours(10))));
  }

  /** A run of a minute. */
  public static RunSummary summary(List<TopicSummary> topics, Problem... problems) {
    return new RunSummary(
        Optional.of(new RunId("2026-11-22-14-00-00-abc123")),
        START,
        Duration.ofMillis(60_500),
        3,
        topics,
        topics.stream()
            .flatMap(
                topic ->
                    List.of(
                        rejection(topic, RejectionCause.MALFORMED, 2, true),
                        rejection(topic, RejectionCause.NULL_VALUE, 1, true),
                        rejection(topic, RejectionCause.NO_EVENT_TIME, 9, false))
                        .stream())
            .toList(),
        4,
        List.of(problems),
        List.of(17L),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(Stage.SETUP, Duration.ofMillis(500), Stage.PULL, Duration.ofSeconds(60)),
        topics.stream()
            .map(
                topic ->
                    new TopicCompleteness(
                        topic.topic(),
                        Optional.of(START.minus(Duration.ofHours(topic.lag() == 0 ? 1 : 2))),
                        1,
                        0,
                        0,
                        Optional.empty()))
            .toList());
  }

  private static Rejection rejection(
      TopicSummary topic, RejectionCause cause, long records, boolean committed) {
    return new Rejection(topic.topic(), cause, records, 1_000_000, committed, Optional.empty());
  }

  /** A successful run of two topics, one of which has a lag. */
  public static RunOutcome success() {
    return RunOutcome.of(summary(List.of(topic("clicks", 1_000, 6), topic("views", 10, 0))));
  }

  /** A run that committed something and failed. */
  public static RunOutcome failure() {
    return RunOutcome.of(
        summary(
            List.of(topic("clicks", 1_000, 6)),
            new Problem(Severity.DATA, "views", "over its error budget")));
  }

  /** A run that failed before it had a summary. */
  public static RunOutcome early() {
    return RunOutcome.failed(START, START.plusSeconds(2), 3, "no broker answers");
  }
}
