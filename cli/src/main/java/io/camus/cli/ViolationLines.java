package io.camus.cli;

import io.camus.verify.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Violations for people: each with its place and its meaning. */
final class ViolationLines {
  private ViolationLines() {}

  /**
   * The lines.
   *
   * @param total how many there are, also those that are not listed
   */
  static List<String> of(List<Violation> violations, long total, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    for (Violation violation : violations) {
      lines.add("");
      lines.add(
          terminal.strong(
              "  " + violation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
      violation.range().ifPresent(range -> lines.add("    " + range));
      violation.file().ifPresent(file -> lines.add("    " + file));
      lines.addAll(Paragraph.hanging("    ", violation.meaning(), Terminal.COLUMNS));
    }
    if (total > violations.size()) {
      lines.add(
          String.format(
              Locale.ROOT, "  ... and %s more", Figures.count(total - violations.size())));
    }
    return lines;
  }
}
