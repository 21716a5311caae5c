package io.camus.cli;

import io.camus.cli.Upkeep.Mode;
import io.camus.commit.Amount;
import io.camus.commit.OpenRun;
import io.camus.commit.Publisher.Published;
import io.camus.run.RecoveryReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code camus recover} for people. */
final class RecoverPage {
  private static final int MOST_LINES = 20;

  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();

  RecoverPage(Terminal terminal) {
    this.terminal = terminal;
  }

  List<String> lines(RecoveryReport report, Mode mode) {
    boolean dry = mode == Mode.DRY_RUN;
    report.openRuns().forEach(open -> openRun(open, dry));
    published(report.published(), dry);
    if (!report.cleaned().isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s: the %s of %s",
              dry ? "To clean up" : "Cleaned up",
              report.cleaned().size() == 1 ? "directory" : "directories",
              Figures.count(report.cleaned().size(), "run")));
      some(report.cleaned().stream().map(run -> "  " + run).toList());
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(terminal.strong(headline(report, dry)));
    lines.addAll(ProblemLines.of(report.problems()));
    return List.copyOf(lines);
  }

  private static String headline(RecoveryReport report, boolean dry) {
    if (report.live().isPresent()) {
      return String.format(
          Locale.ROOT,
          "A RUN IS ALIVE: %s is left alone, and nothing is cleaned up beside it",
          report.live().get());
    }
    if (report.problems().stream().anyMatch(it -> it.severity().fails())) {
      return dry ? "NOT ALL OF IT WOULD WORK" : "INCOMPLETE";
    }
    if (report.openRuns().isEmpty() && report.published().isEmpty() && report.cleaned().isEmpty()) {
      return "OK: nothing to recover";
    }
    return dry ? "DRY RUN: nothing was changed" : "OK: recovered";
  }

  private void openRun(OpenRun open, boolean dry) {
    lines.add(
        terminal.strong(
            String.format(Locale.ROOT, "Open run %s: %s", open.run(), word(open.fate()))));
    hanging("  ", open.why());
    if (open.adoption().isPresent()) {
      OpenRun.Adoption adoption = open.adoption().get();
      hanging(
          "  held       ",
          String.format(
              Locale.ROOT,
              "%s of %s",
              inWords(adoption.held()),
              Figures.count(adoption.tasks(), "finished task")));
      hanging(
          dry ? "  to commit  " : "  committed  ",
          String.format(
              Locale.ROOT,
              "%s, in record %d, which closes it",
              inWords(adoption.committed()),
              adoption.record()));
    } else if (open.fate() == OpenRun.Fate.ALIVE) {
      hanging(
          "  ", "left alone; --take-over takes its place, with --dry-run it shows what that does");
    } else {
      hanging("  ", "somebody else has closed it meanwhile");
    }
  }

  private static String word(OpenRun.Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String inWords(Amount amount) {
    return String.format(
        Locale.ROOT,
        "%s in %s from %s (%s)",
        Figures.count(amount.records() + amount.rejected(), "record"),
        Figures.count(amount.files(), "file"),
        Figures.count(amount.ranges(), "range"),
        Figures.count(amount.offsets(), "offset"));
  }

  private void published(List<Published> published, boolean dry) {
    if (published.isEmpty()) {
      return;
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %s of %s",
            dry ? "To publish" : "Published",
            Figures.count(published.stream().mapToLong(Published::files).sum(), "file"),
            Figures.count(published.size(), "commit record")));
    some(
        published.stream()
            .map(
                record ->
                    String.format(
                        Locale.ROOT,
                        "  record %d, %s",
                        record.record(),
                        Figures.count(record.files(), "file")))
            .toList());
  }

  private void some(List<String> all) {
    lines.addAll(all.subList(0, Math.min(MOST_LINES, all.size())));
    if (all.size() > MOST_LINES) {
      lines.add(
          String.format(Locale.ROOT, "  ... and %s more", Figures.count(all.size() - MOST_LINES)));
    }
  }

  private void hanging(String head, String text) {
    lines.addAll(Paragraph.hanging(head, text, Terminal.COLUMNS));
  }
}
