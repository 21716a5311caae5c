package io.camus.cli.view;

import static io.camus.cli.page.Figures.addIfAny;
import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Page;
import io.camus.report.Rejection;
import io.camus.report.RunSummary.TopicSummary;
import java.util.ArrayList;
import java.util.List;

/** How the committed offsets of a run add up, if not every one of them is a message. */
final class Accounts {
  private Accounts() {}

  /**
   * The page.
   *
   * @param rejections of all topics; null values are named, since verdicts do not count them
   */
  static Page of(TopicSummary total, List<Rejection> rejections) {
    Page page = new Page();
    List<String> parts = new ArrayList<>(List.of(count(total.messages(), "message")));
    addIfAny(parts, total.rejected(), "rejected" + nulls(rejections));
    addIfAny(parts, total.skipped(), "skipped");
    addIfAny(parts, total.absent(), "absent (transaction markers, aborted or compacted records)");
    if (parts.size() > 1) {
      page.fact("offsets", count(total.offsets()) + " committed: " + String.join(", ", parts));
    }
    if (total.deadLetterFiles() > 0) {
      page.fact(
          "published",
          count(total.files(), "data file")
              + " and "
              + count(total.deadLetterFiles(), "dead letter file"));
    }
    return page;
  }

  private static String nulls(List<Rejection> rejections) {
    long nulls =
        rejections.stream()
            .filter(Rejection::committed)
            .filter(rejection -> !rejection.isFault())
            .mapToLong(Rejection::records)
            .sum();
    return nulls == 0 ? "" : " (" + count(nulls, "null value") + ")";
  }
}
