package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.offsets.PositionChange;
import io.camus.offsets.SetOutcome;
import java.util.List;
import java.util.function.ToLongFunction;

/** {@code camus offsets --to} for people: what setting positions means, and whether it was done. */
public final class ChangesPage {
  private static final int MOST_LINES = 100;

  private ChangesPage() {}

  /** The effect of setting them. */
  public static Page of(List<PositionChange> changes) {
    List<PositionChange> shown = changes.subList(0, Math.min(MOST_LINES, changes.size()));
    Page page =
        new Page()
            .add(
                Columns.of(shown)
                    .left("partition", it -> it.next().partition().toString())
                    .right("old", it -> it.old().map(old -> "" + old.next()).orElse("-"))
                    .right("new", it -> "" + it.next().position().next())
                    .right("gen", it -> "" + it.next().position().generation())
                    .count("skipped", PositionChange::skipped)
                    .count("pulled again", PositionChange::again)
                    .count("lost before", PositionChange::lost)
                    .table());
    if (shown.size() < changes.size()) {
      page.more(count(changes.size() - shown.size(), "partition"));
    }
    page.gap();
    long skipped = sum(changes, PositionChange::skipped);
    if (skipped > 0) {
      page.item(
          2,
          Tone.WARNING,
          "skipped:",
          count(skipped, "offset") + " that Kafka holds will never be pulled.");
    }
    long again = sum(changes, PositionChange::again);
    if (again > 0) {
      page.item(
          2,
          Tone.WARNING,
          "pulled again:",
          count(again, "offset")
              + ". The destination will have their records TWICE. The names of the new files contain"
              + " the new generation (.g1, .g2, ...).");
    }
    return page;
  }

  /** The result of setting them. */
  public static Page of(SetOutcome outcome, Mode mode) {
    Page page = new Page();
    if (outcome.changes().isEmpty()) {
      page.verdict(Tone.GOOD, "OK", "all positions are already set; nothing was changed");
    } else if (outcome.record().isPresent()) {
      page.verdict(
          Tone.GOOD,
          "OK",
          count(outcome.changes().size(), "position")
              + " set, by commit record "
              + outcome.record().getAsLong());
    } else if (mode == Mode.DRY_RUN) {
      page.verdict(Tone.STRONG, "DRY RUN", "nothing was set");
    } else {
      page.heading("Nothing was set");
    }
    return page.problems(outcome.problems());
  }

  private static long sum(List<PositionChange> changes, ToLongFunction<PositionChange> figure) {
    return changes.stream().mapToLong(figure).sum();
  }
}
