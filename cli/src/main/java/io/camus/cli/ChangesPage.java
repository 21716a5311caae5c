package io.camus.cli;

import static io.camus.cli.TextTable.Align.LEFT;
import static io.camus.cli.TextTable.Align.RIGHT;

import io.camus.cli.Upkeep.Mode;
import io.camus.cli.Upkeep.SetOutcome;
import io.camus.offsets.PositionChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** {@code camus offsets --to} for people: what setting positions means, and whether it was done. */
final class ChangesPage {
  private static final int MOST_LINES = 100;

  private final Terminal terminal;

  ChangesPage(Terminal terminal) {
    this.terminal = terminal;
  }

  List<String> changes(List<PositionChange> changes) {
    TextTable table = new TextTable(List.of(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT));
    table.row(List.of("partition", "old", "new", "gen", "skipped", "pulled again", "lost before"));
    changes.stream()
        .limit(MOST_LINES)
        .forEach(
            change ->
                table.row(
                    List.of(
                        change.next().partition().toString(),
                        change.old().map(it -> String.valueOf(it.next())).orElse("-"),
                        String.valueOf(change.next().position().next()),
                        String.valueOf(change.next().position().generation()),
                        Figures.count(change.skipped()),
                        Figures.count(change.again()),
                        Figures.count(change.lost()))));
    List<String> rows = table.lines(Terminal.COLUMNS);
    List<String> lines = new ArrayList<>();
    lines.add(terminal.strong(rows.get(0)));
    lines.addAll(rows.subList(1, rows.size()));
    if (changes.size() > MOST_LINES) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  ... and %s more",
              Figures.count(changes.size() - MOST_LINES, "partition")));
    }
    lines.add("");
    long skipped = sum(changes, PositionChange::skipped);
    long again = sum(changes, PositionChange::again);
    if (skipped > 0) {
      hanging(
          lines,
          String.format(
              Locale.ROOT,
              "%s that Kafka holds will never be pulled.",
              Figures.count(skipped, "offset")));
    }
    if (again > 0) {
      hanging(
          lines,
          String.format(
              Locale.ROOT,
              "%s will be pulled again: their records are then in the destination TWICE, the second"
                  + " time in files whose names tell the new generation (.g1, .g2, ...).",
              Figures.count(again, "offset")));
    }
    return lines;
  }

  List<String> outcome(SetOutcome outcome, Mode mode) {
    List<String> lines = new ArrayList<>();
    if (outcome.changes().isEmpty()) {
      lines.add(terminal.strong("OK: every position is there already; nothing was set"));
    } else if (outcome.record().isPresent()) {
      lines.add(
          terminal.strong(
              String.format(
                  Locale.ROOT,
                  "OK: %s set, by commit record %d",
                  Figures.count(outcome.changes().size(), "position"),
                  outcome.record().getAsLong())));
    } else {
      lines.add(
          terminal.strong(mode == Mode.DRY_RUN ? "DRY RUN: nothing was set" : "Nothing was set"));
    }
    lines.addAll(ProblemLines.of(outcome.problems()));
    return lines;
  }

  private static void hanging(List<String> lines, String text) {
    lines.addAll(Paragraph.hanging("  ", text, Terminal.COLUMNS));
  }

  private static long sum(List<PositionChange> changes, ToLongFunction<PositionChange> figure) {
    return changes.stream().mapToLong(figure).sum();
  }
}
