package io.camus.cli;

import static io.camus.cli.TextTable.Align.LEFT;
import static io.camus.cli.TextTable.Align.RIGHT;

import io.camus.cli.Upkeep.ReplayOutcome;
import io.camus.offsets.ReplayOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code camus offsets --replay} for people: what was asked for, what came, and how to prove it.
 */
final class ReplayPage {
  private final Terminal terminal;

  ReplayPage(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * @param proof a call that verifies the destination
   */
  List<String> lines(ReplayOutcome outcome, String proof) {
    List<String> lines = new ArrayList<>(order(outcome.order()));
    outcome
        .summary()
        .ifPresentOrElse(
            summary -> lines.addAll(new SummaryPage(outcome.config(), terminal).lines(summary)),
            () -> {
              lines.add("");
              lines.add(terminal.strong("DRY RUN: nothing was pulled"));
            });
    lines.addAll(ProblemLines.of(outcome.problems()));
    if (outcome.summary().isPresent()) {
      lines.add("");
      lines.add(
          outcome.missing() == 0
              ? "The range is complete. To prove it:"
              : "Not complete yet; the same command goes on. To prove what is there:");
      lines.add("  " + proof);
    }
    return lines;
  }

  private List<String> order(ReplayOrder order) {
    TextTable table = new TextTable(List.of(LEFT, RIGHT, RIGHT, RIGHT));
    table.row(List.of("partition", "from", "to", "offsets"));
    for (ReplayOrder.Part part : order.parts()) {
      table.row(
          List.of(
              order.topic() + "-" + part.partition(),
              String.valueOf(part.from()),
              String.valueOf(part.to()),
              Figures.count(part.to() - part.from())));
    }
    List<String> rows = table.lines(Terminal.COLUMNS);
    List<String> lines = new ArrayList<>();
    lines.add(terminal.strong(rows.get(0)));
    lines.addAll(rows.subList(1, rows.size()));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%s of %s, from %s to %s by Kafka's time",
            Figures.count(order.offsets(), "offset"),
            order.topic(),
            order.from(),
            order.to()));
    return lines;
  }
}
