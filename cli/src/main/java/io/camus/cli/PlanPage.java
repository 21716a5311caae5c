package io.camus.cli;

import static io.camus.cli.TextTable.Align.LEFT;
import static io.camus.cli.TextTable.Align.RIGHT;

import io.camus.model.Problem;
import io.camus.setup.Plan;
import io.camus.setup.Plan.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code camus plan} for people: a line a partition, or a line a topic where there are many. */
final class PlanPage {
  private static final int MOST_PARTITIONS = 40;

  /** How fine the table is. */
  enum Detail {
    /** By partition up to forty of them, by topic beyond. */
    AS_FITS,
    /** By partition. */
    PARTITIONS
  }

  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();

  PlanPage(Terminal terminal) {
    this.terminal = terminal;
  }

  List<String> lines(Plan plan, Detail detail) {
    boolean byPartition = detail == Detail.PARTITIONS || plan.lines().size() <= MOST_PARTITIONS;
    if (!plan.lines().isEmpty()) {
      table(byPartition ? byPartition(plan) : byTopic(plan));
      leftOut(plan, detail);
      lines.add("");
    }
    lines.add(terminal.strong(headline(plan)));
    if (!byPartition) {
      lines.add("  (`--all` shows every partition)");
    }
    problems(plan.problems());
    return List.copyOf(lines);
  }

  private static TextTable byPartition(Plan plan) {
    HeldBackColumn heldBack = HeldBackColumn.of(plan.lines(), Line::heldBackOffsets, 4);
    TextTable table =
        new TextTable(heldBack.aligned(List.of(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, LEFT)));
    table.row(heldBack.head(List.of("partition", "position", "end", "lag", "bytes", "tasks", "")));
    for (Line line : plan.lines()) {
      table.row(
          heldBack.row(
              List.of(
                  line.partition().toString(),
                  offset(line.position()),
                  offset(line.end()),
                  Figures.count(line.lag()),
                  Figures.bytes(line.estimatedBytes()),
                  tasks(line),
                  line.leftOut().isPresent() ? "left out" : ""),
              line.heldBackOffsets()));
    }
    return table;
  }

  private static String tasks(Line line) {
    return line.tasks().isEmpty()
        ? "-"
        : line.tasks().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static TextTable byTopic(Plan plan) {
    HeldBackColumn heldBack = HeldBackColumn.of(plan.lines(), Line::heldBackOffsets, 4);
    TextTable table =
        new TextTable(heldBack.aligned(List.of(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT)));
    table.row(heldBack.head(List.of("topic", "partitions", "pulled", "lag", "bytes", "tasks")));
    Map<String, List<Line>> topics =
        plan.lines().stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.partition().topic(), TreeMap::new, Collectors.toList()));
    topics.forEach(
        (topic, partitions) ->
            table.row(
                heldBack.row(
                    List.of(
                        topic,
                        Figures.count(partitions.size()),
                        Figures.count(
                            partitions.stream().filter(line -> !line.tasks().isEmpty()).count()),
                        Figures.count(partitions.stream().mapToLong(Line::lag).sum()),
                        Figures.bytes(partitions.stream().mapToLong(Line::estimatedBytes).sum()),
                        Figures.count(
                            partitions.stream()
                                .flatMap(line -> line.tasks().stream())
                                .distinct()
                                .count())),
                    partitions.stream().mapToLong(Line::heldBackOffsets).sum())));
    return table;
  }

  /** Why partitions are left out; a reason that many share is told once. */
  private void leftOut(Plan plan, Detail detail) {
    Map<String, List<Line>> reasons =
        plan.lines().stream()
            .filter(line -> line.leftOut().isPresent())
            .collect(
                Collectors.groupingBy(
                    line -> line.leftOut().orElseThrow(), TreeMap::new, Collectors.toList()));
    if (!reasons.isEmpty()) {
      lines.add("");
      lines.add("left out:");
    }
    reasons.forEach(
        (reason, out) ->
            hanging("  ", String.format(Locale.ROOT, "%s: %s", names(out, detail), reason)));
  }

  private static String names(List<Line> out, Detail detail) {
    int shown = detail == Detail.PARTITIONS ? out.size() : 3;
    return out.stream()
            .limit(shown)
            .map(line -> line.partition().toString())
            .collect(Collectors.joining(", "))
        + (out.size() > shown
            ? String.format(Locale.ROOT, " and %s more", Figures.count(out.size() - shown))
            : "");
  }

  private static String headline(Plan plan) {
    if (plan.splits().isEmpty()) {
      return String.format(
          Locale.ROOT,
          "Nothing to pull: %s looked at",
          Figures.count(plan.lines().size(), "partition"));
    }
    List<Line> pulled = plan.lines().stream().filter(line -> !line.tasks().isEmpty()).toList();
    return String.format(
        Locale.ROOT,
        "To pull: %s from %s, %s, in %s",
        Figures.count(pulled.stream().mapToLong(Line::lag).sum(), "message"),
        Figures.count(pulled.size(), "partition"),
        Figures.bytes(pulled.stream().mapToLong(Line::estimatedBytes).sum()),
        Figures.count(plan.splits().size(), "task"));
  }

  private void problems(List<Problem> problems) {
    for (Problem problem : problems) {
      String head =
          String.format(Locale.ROOT, "  %-8s ", problem.severity().name().toLowerCase(Locale.ROOT));
      hanging(head, problem.where() + ": " + problem.message());
    }
  }

  private void table(TextTable table) {
    List<String> rows = table.lines(Terminal.COLUMNS);
    lines.add(terminal.strong(rows.get(0)));
    lines.addAll(rows.subList(1, rows.size()));
  }

  private void hanging(String head, String text) {
    lines.addAll(Paragraph.hanging(head, text, Terminal.COLUMNS));
  }

  private static String offset(OptionalLong offset) {
    return offset.isPresent() ? Figures.count(offset.getAsLong()) : "?";
  }
}
