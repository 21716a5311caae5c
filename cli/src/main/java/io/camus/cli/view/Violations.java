package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.model.ExitCode;
import io.camus.verify.Violation;
import java.util.List;

/** Violations for people: each with its place and its meaning. */
final class Violations {
  private Violations() {}

  /**
   * The page.
   *
   * @param total how many there are, also those that are not listed
   */
  static Page of(List<Violation> violations, long total) {
    Page page = new Page();
    for (Violation violation : violations) {
      page.gap().heading(2, Words.of(violation.kind()), "");
      violation.range().ifPresent(range -> page.line(4, range.toString()));
      violation.file().ifPresent(file -> page.line(4, file));
      page.paragraph(4, violation.meaning());
    }
    return total > violations.size() ? page.more(count(total - violations.size())) : page;
  }

  /** The verdict on a check that did not end well. */
  static void headline(Page page, ExitCode code, String what) {
    page.verdict(Tone.BAD, code == ExitCode.DATA ? "VIOLATED" : "NOT READABLE", what);
  }
}
