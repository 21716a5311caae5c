package io.camus.cli;

import io.camus.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Problems for people: {@code data clicks-3@[0,12): what happened and what to do}. */
final class ProblemLines {
  private ProblemLines() {}

  static List<String> of(List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    for (Problem problem : problems) {
      String head =
          String.format(Locale.ROOT, "  %-8s ", problem.severity().name().toLowerCase(Locale.ROOT));
      lines.addAll(
          Paragraph.hanging(head, problem.where() + ": " + problem.message(), Terminal.COLUMNS));
    }
    return lines;
  }
}
