package io.camus.cli;

import io.camus.report.RunSummary.TopicSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the sums of a run's table are made of, where they are not plain. */
final class AccountLines {
  private final List<TopicSummary> topics;

  AccountLines(List<TopicSummary> topics) {
    this.topics = topics;
  }

  /** The lines; none if every committed offset is a message. */
  List<String> lines() {
    long messages = sum(TopicSummary::messages);
    long rejected = sum(TopicSummary::rejected);
    long skipped = sum(TopicSummary::skipped);
    long absent = sum(TopicSummary::absent);
    List<String> lines = new ArrayList<>();
    if (rejected + skipped + absent > 0) {
      List<String> parts = new ArrayList<>();
      parts.add(Figures.count(messages, "message"));
      if (rejected > 0) {
        parts.add(Figures.count(rejected) + " rejected");
      }
      if (skipped > 0) {
        parts.add(Figures.count(skipped) + " skipped");
      }
      if (absent > 0) {
        parts.add(
            Figures.count(absent) + " absent (transaction markers, aborted or compacted records)");
      }
      lines.addAll(
          Paragraph.hanging(
              "  offsets    ",
              Figures.count(messages + rejected + skipped + absent)
                  + " committed: "
                  + String.join(", ", parts),
              Terminal.COLUMNS));
    }
    long deadLetterFiles = sum(TopicSummary::deadLetterFiles);
    if (deadLetterFiles > 0) {
      lines.add(
          String.join(
              "",
              "  published  ",
              Figures.count(sum(TopicSummary::files), "data file"),
              " and ",
              Figures.count(deadLetterFiles, "dead letter file")));
    }
    return lines;
  }

  private long sum(ToLongFunction<TopicSummary> figure) {
    return topics.stream().mapToLong(figure).sum();
  }
}
