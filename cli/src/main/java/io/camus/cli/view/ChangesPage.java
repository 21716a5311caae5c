package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.offsets.PositionChange;
import io.camus.offsets.SetOutcome;
import java.util.List;
import java.util.function.ToLongFunction;

/** {@code camus offsets --to} for people: what setting positions means, and whether it was done. */
public final class ChangesPage {
  private static final int MOST_LINES = 100;

  private ChangesPage() {}

  /** What they mean. */
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
      page.paragraph(2, count(skipped, "offset") + " that Kafka holds will never be pulled.");
    }
    long again = sum(changes, PositionChange::again);
    if (again > 0) {
      page.paragraph(
          2,
          count(again, "offset")
              + " will be pulled again: their records are then in the destination TWICE, the second"
              + " time in files whose names tell the new generation (.g1, .g2, ...).");
    }
    return page;
  }

  /** What became of them. */
  public static Page of(SetOutcome outcome, Mode mode) {
    return new Page().heading(headline(outcome, mode)).problems(outcome.problems());
  }

  private static String headline(SetOutcome outcome, Mode mode) {
    if (outcome.changes().isEmpty()) {
      return "OK: every position is there already; nothing was set";
    }
    if (outcome.record().isPresent()) {
      return "OK: "
          + count(outcome.changes().size(), "position")
          + " set, by commit record "
          + outcome.record().getAsLong();
    }
    return mode == Mode.DRY_RUN ? "DRY RUN: nothing was set" : "Nothing was set";
  }

  private static long sum(List<PositionChange> changes, ToLongFunction<PositionChange> figure) {
    return changes.stream().mapToLong(figure).sum();
  }
}
