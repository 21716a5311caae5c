package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

import io.camus.model.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What the report page shows: the state of all topics over some hours. All numbers of messages are
 * exact. What could not be read is in {@code gaps}, and what was omitted is in {@link Omitted}.
 *
 * @param made when the report was made, and from what
 * @param span the hours that it covers
 * @param headline the verdict
 * @param gaps what could not be read
 * @param problems what to act on, the worst first
 * @param topics by name
 * @param total the sum of all topics
 * @param positions of the partitions; empty if Kafka was not asked or did not answer
 * @param runs past runs that began in the span, the newest first
 * @param files the files of the hours
 * @param deadLetters rejected records of the runs, by topic and cause, most records first
 * @param pages the terminal's pages of the same results, such as that of {@code camus audit}
 */
public record Report(
    Made made,
    HourSpan span,
    Headline headline,
    List<Gap> gaps,
    List<Problem> problems,
    List<TopicReport> topics,
    Waterfall total,
    Optional<Positions> positions,
    Runs runs,
    Files files,
    DeadLetters deadLetters,
    List<TerminalPage> pages) {
  public Report {
    requireNonNull(made, "made");
    requireNonNull(span, "span");
    requireNonNull(headline, "headline");
    gaps = List.copyOf(gaps);
    problems = List.copyOf(problems);
    topics = List.copyOf(topics);
    requireNonNull(total, "total");
    requireNonNull(positions, "positions");
    requireNonNull(runs, "runs");
    requireNonNull(files, "files");
    requireNonNull(deadLetters, "deadLetters");
    pages = List.copyOf(pages);
    for (TopicReport topic : topics) {
      if (topic.hours().size() != span.hours()) {
        throw new IllegalArgumentException(
            topic.name() + " has " + topic.hours().size() + " hours, not " + span.hours());
      }
    }
  }
}
