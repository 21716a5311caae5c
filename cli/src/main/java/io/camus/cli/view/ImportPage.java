package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Figures;
import io.camus.cli.page.Page;
import io.camus.config.CamusConfig;
import io.camus.offsets.ImportLine;
import io.camus.offsets.ImportOutcome;
import io.camus.offsets.ImportPlan;
import io.camus.offsets.ImportVerdict;
import io.camus.offsets.PositionChange;
import io.camus.setup.Bounds;
import io.camus.wiring.Wiring;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code camus import} for people: a line a partition, then what became of it. */
public final class ImportPage {
  private static final int MOST_LINES = 100;
  private static final int NAMED = 5;

  private ImportPage() {}

  /** What it means; what is refused comes first. */
  public static Page of(ImportPlan plan) {
    List<ImportLine> lines =
        plan.lines().stream()
            .sorted(Comparator.comparing(line -> !line.verdict().isRefused()))
            .limit(MOST_LINES)
            .toList();
    Page page = new Page().line(0, "Positions of " + plan.source().origin()).gap();
    page.add(
        Columns.of(lines)
            .left("topic", line -> line.partition().topic())
            .right("partition", line -> "" + line.partition().partition())
            .right("from", line -> line.next().isPresent() ? "" + line.next().getAsLong() : "-")
            .right("earliest", line -> held(line, Bounds::earliest))
            .right("end", line -> held(line, Bounds::end))
            .right("to pull", ImportPage::toPull)
            .left("", line -> Figures.word(line.verdict()))
            .table());
    if (lines.size() < plan.lines().size()) {
      page.more(count(plan.lines().size() - lines.size(), "partition"));
    }
    page.gap();
    Map<String, List<String>> problems = new LinkedHashMap<>();
    lines.forEach(
        line ->
            line.problem().ifPresent(problem -> Names.add(problems, problem, line.partition())));
    problems.forEach(
        (problem, names) -> page.paragraph(2, Names.some(names, NAMED) + ": " + problem));
    plan.source().moving().ifPresent(why -> page.notice(why));
    long again = plan.changes().stream().mapToLong(PositionChange::again).sum();
    if (again > 0) {
      page.paragraph(
          2,
          count(again, "offset")
              + " that Camus has pulled will be pulled again: their records are then in the"
              + " destination TWICE.");
    }
    return page;
  }

  private static String held(ImportLine line, Function<Bounds, Long> end) {
    return line.held().map(end).map(String::valueOf).orElse("-");
  }

  private static String toPull(ImportLine line) {
    return line.change()
        .map(change -> line.held().orElseThrow().end() - change.next().position().next())
        .map(Figures::count)
        .orElse("-");
  }

  /** What became of it. */
  public static Page of(CamusConfig config, ImportOutcome outcome, Mode mode) {
    return new Page()
        .gap()
        .heading(headline(outcome, mode))
        .problems(outcome.problems())
        .gap()
        .place("commit log", Wiring.layoutOf(config).commits());
  }

  private static String headline(ImportOutcome outcome, Mode mode) {
    ImportPlan plan = outcome.plan();
    if (outcome.record().isPresent()) {
      String left =
          plan.refused().isEmpty() ? "" : ", " + count(plan.refused().size()) + " refused and left";
      return "OK: "
          + count(plan.changes().size(), "position")
          + " set, by commit record "
          + outcome.record().getAsLong()
          + left;
    }
    if (!plan.refused().isEmpty() && plan.refusals() == ImportPlan.Refusals.STOP) {
      return "Nothing was set: "
          + count(plan.refused().size(), "position")
          + " refused ("
          + plan.refused().stream()
              .map(line -> Figures.word(line.verdict()))
              .distinct()
              .collect(Collectors.joining(", "))
          + "). --partial sets the others; --topic chooses";
    }
    if (plan.source().moving().isPresent()) {
      return "Nothing was set: the positions may still move";
    }
    if (plan.changes().isEmpty()) {
      return plan.count(ImportVerdict.THERE_ALREADY) == plan.lines().size()
          ? "OK: every position is there already; nothing was set"
          : "Nothing was set: there is nothing that can be";
    }
    return mode == Mode.DRY_RUN ? "DRY RUN: nothing was set" : "Nothing was set";
  }
}
