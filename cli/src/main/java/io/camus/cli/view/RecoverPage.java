package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;
import static io.camus.cli.page.Figures.word;

import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.commit.Amount;
import io.camus.commit.OpenRun;
import io.camus.commit.OpenRun.Adoption;
import io.camus.commit.Publisher.Published;
import io.camus.run.RecoveryReport;
import java.util.List;

/** {@code camus recover} for people. */
public final class RecoverPage {
  private static final int MOST_LINES = 20;

  private final Page page = new Page();
  private final boolean dry;

  private RecoverPage(Mode mode) {
    this.dry = mode == Mode.DRY_RUN;
  }

  /** The page. */
  public static Page of(RecoveryReport report, Mode mode) {
    return new RecoverPage(mode).page(report);
  }

  private Page page(RecoveryReport report) {
    report.openRuns().forEach(this::openRun);
    published(report.published());
    if (!report.cleaned().isEmpty()) {
      page.line(
              0,
              (dry ? "To clean up: the " : "Cleaned up: the ")
                  + (report.cleaned().size() == 1 ? "directory" : "directories")
                  + " of "
                  + count(report.cleaned().size(), "run"))
          .lines(report.cleaned().stream().map(Object::toString).toList(), MOST_LINES);
    }
    if (!page.isEmpty()) {
      page.gap();
    }
    return headline(report).problems(report.problems());
  }

  private Page headline(RecoveryReport report) {
    if (report.live().isPresent()) {
      return page.verdict(
          Tone.WARNING,
          "A RUN IS ACTIVE",
          report.live().get() + " was left alone, and nothing was cleaned up");
    }
    if (report.problems().stream().anyMatch(it -> it.severity().fails())) {
      return page.verdict(Tone.BAD, dry ? "SOME STEPS WOULD FAIL" : "INCOMPLETE", "");
    }
    if (page.isEmpty()) {
      return page.verdict(Tone.GOOD, "OK", "nothing to recover");
    }
    return dry
        ? page.verdict(Tone.STRONG, "DRY RUN", "nothing was changed")
        : page.verdict(Tone.GOOD, "OK", "recovered");
  }

  private void openRun(OpenRun open) {
    page.heading("Open run " + open.run() + ": " + word(open.fate())).paragraph(2, open.why());
    if (open.adoption().isPresent()) {
      Adoption adoption = open.adoption().get();
      page.fact(
              "held", inWords(adoption.held()) + " of " + count(adoption.tasks(), "finished task"))
          .fact(
              dry ? "to commit" : "committed",
              inWords(adoption.committed())
                  + ", in record "
                  + adoption.record()
                  + ", which closes it");
    } else if (open.fate() == OpenRun.Fate.ALIVE) {
      page.paragraph(
          2, "left alone; --take-over replaces it (add --dry-run to see what that does)");
    } else {
      page.paragraph(2, "another run or camus recover has closed it in the meantime");
    }
  }

  private static String inWords(Amount amount) {
    return String.join(
        "",
        count(amount.records() + amount.rejected(), "record"),
        " in " + count(amount.files(), "file"),
        " from " + count(amount.ranges(), "range"),
        " (" + count(amount.offsets(), "offset") + ")");
  }

  private void published(List<Published> published) {
    if (published.isEmpty()) {
      return;
    }
    page.line(
            0,
            (dry ? "To publish: " : "Published: ")
                + count(published.stream().mapToLong(Published::files).sum(), "file")
                + " of "
                + count(published.size(), "commit record"))
        .lines(
            published.stream()
                .map(it -> "record " + it.record() + ", " + count(it.files(), "file"))
                .toList(),
            MOST_LINES);
  }
}
