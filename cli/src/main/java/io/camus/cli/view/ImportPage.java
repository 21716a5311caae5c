package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Figures;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
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

/** {@code camus import} for people: one line per partition, then the result. */
public final class ImportPage {
  private static final int MOST_LINES = 100;
  private static final int NAMED = 5;
  private static final String NOTHING = "Nothing was set";

  private ImportPage() {}

  /** The effect; refused positions come first. */
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
            .left("", line -> Words.of(line.verdict()))
            .tone(line -> line.verdict().isRefused() ? Tone.BAD : Tone.PLAIN)
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
    plan.source().moving().ifPresent(why -> page.item(2, Tone.BAD, "still moving:", why));
    long again = plan.changes().stream().mapToLong(PositionChange::again).sum();
    if (again > 0) {
      page.item(
          2,
          Tone.WARNING,
          "pulled again:",
          count(again, "offset") + ". The destination will have their records TWICE.");
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

  /** The result. */
  public static Page of(CamusConfig config, ImportOutcome outcome, Mode mode) {
    Page page = new Page().gap();
    verdict(page, outcome, mode);
    return page.problems(outcome.problems())
        .gap()
        .place("commit log", Wiring.layoutOf(config).commits());
  }

  private static void verdict(Page page, ImportOutcome outcome, Mode mode) {
    ImportPlan plan = outcome.plan();
    if (outcome.record().isPresent()) {
      String left =
          plan.refused().isEmpty() ? "" : ", " + count(plan.refused().size()) + " refused and left";
      page.verdict(
          Tone.GOOD,
          "OK",
          count(plan.changes().size(), "position")
              + " set, by commit record "
              + outcome.record().getAsLong()
              + left);
    } else if (!plan.refused().isEmpty() && plan.refusals() == ImportPlan.Refusals.STOP) {
      page.verdict(Tone.BAD, NOTHING, refused(plan.refused()))
          .paragraph(2, "Use --partial to set the others, or choose topics with --topic.");
    } else if (plan.source().moving().isPresent()) {
      page.verdict(Tone.BAD, NOTHING, "the positions may still move");
    } else if (plan.count(ImportVerdict.THERE_ALREADY) == plan.lines().size()) {
      page.verdict(Tone.GOOD, "OK", "all positions are already set; nothing was changed");
    } else if (plan.changes().isEmpty()) {
      page.verdict(Tone.BAD, NOTHING, "none of these positions can be set");
    } else if (mode == Mode.DRY_RUN) {
      page.verdict(Tone.STRONG, "DRY RUN", "nothing was set");
    } else {
      page.heading(NOTHING);
    }
  }

  private static String refused(List<ImportLine> lines) {
    String why =
        lines.stream()
            .map(line -> Words.of(line.verdict()))
            .distinct()
            .collect(Collectors.joining(", "));
    return count(lines.size(), "position") + " refused (" + why + ")";
  }
}
