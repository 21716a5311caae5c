package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Page;
import io.camus.report.RunSummary.TopicSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the sums of a run's table are made of, if every committed offset is not just a message. */
final class Accounts {
  private final List<TopicSummary> topics;

  private Accounts(List<TopicSummary> topics) {
    this.topics = topics;
  }

  static Page of(List<TopicSummary> topics) {
    return new Accounts(topics).page();
  }

  private Page page() {
    Page page = new Page();
    long messages = sum(TopicSummary::messages);
    List<String> parts = new ArrayList<>(List.of(count(messages, "message")));
    add(parts, sum(TopicSummary::rejected), " rejected");
    add(parts, sum(TopicSummary::skipped), " skipped");
    add(
        parts,
        sum(TopicSummary::absent),
        " absent (transaction markers, aborted or compacted records)");
    if (parts.size() > 1) {
      page.fact(
          "offsets", count(sum(TopicSummary::offsets)) + " committed: " + String.join(", ", parts));
    }
    long deadLetterFiles = sum(TopicSummary::deadLetterFiles);
    if (deadLetterFiles > 0) {
      page.fact(
          "published",
          count(sum(TopicSummary::files), "data file")
              + " and "
              + count(deadLetterFiles, "dead letter file"));
    }
    return page;
  }

  private static void add(List<String> parts, long offsets, String meaning) {
    if (offsets > 0) {
      parts.add(count(offsets) + meaning);
    }
  }

  private long sum(ToLongFunction<TopicSummary> figure) {
    return topics.stream().mapToLong(figure).sum();
  }
}
