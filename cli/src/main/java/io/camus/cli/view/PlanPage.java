package io.camus.cli.view;

import static io.camus.cli.page.Figures.bytes;
import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.cli.page.Table;
import io.camus.setup.Plan;
import io.camus.setup.Plan.Line;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** {@code camus plan} for people: one line per partition, or one per topic if there are many. */
public final class PlanPage {
  private static final int NAMED = 3;

  private PlanPage() {}

  /** The page, with one line per topic if not every partition has one. */
  public static Page of(Plan plan, Detail detail) {
    Page page = new Page();
    boolean byPartition = detail.lines(plan.lines().size()) == plan.lines().size();
    if (!plan.lines().isEmpty()) {
      page.add(byPartition ? byPartition(plan) : byTopic(plan));
      leftOut(page, plan, detail == Detail.PARTITIONS ? Integer.MAX_VALUE : NAMED);
      page.gap();
    }
    page.heading(headline(plan));
    if (!byPartition) {
      page.line(2, "--all shows every partition");
    }
    return page.problems(plan.problems());
  }

  private static Table byPartition(Plan plan) {
    return Columns.of(plan.lines())
        .left("partition", line -> line.partition().toString())
        .right("position", line -> offset(line.position()))
        .right("end", line -> offset(line.end()))
        .count("lag", Line::lag)
        .countIfAny("held back", Line::heldBackOffsets)
        .bytes("bytes", Line::estimatedBytes)
        .right("tasks", PlanPage::tasks)
        .left("", line -> line.leftOut().isPresent() ? "left out" : "")
        .table();
  }

  private static String offset(OptionalLong offset) {
    return offset.isPresent() ? count(offset.getAsLong()) : "?";
  }

  private static String tasks(Line line) {
    return line.tasks().isEmpty()
        ? "-"
        : line.tasks().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  /** The partitions of a topic. */
  private record Topic(String name, List<Line> lines) {
    long sum(ToLongFunction<Line> figure) {
      return lines.stream().mapToLong(figure).sum();
    }

    long pulled() {
      return lines.stream().filter(line -> !line.tasks().isEmpty()).count();
    }

    long tasks() {
      return lines.stream().flatMap(line -> line.tasks().stream()).distinct().count();
    }
  }

  private static Table byTopic(Plan plan) {
    List<Topic> topics =
        plan.lines().stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.partition().topic(), TreeMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(topic -> new Topic(topic.getKey(), topic.getValue()))
            .toList();
    return Columns.of(topics)
        .left("topic", Topic::name)
        .count("partitions", topic -> topic.lines().size())
        .count("pulled", Topic::pulled)
        .count("lag", topic -> topic.sum(Line::lag))
        .countIfAny("held back", topic -> topic.sum(Line::heldBackOffsets))
        .bytes("bytes", topic -> topic.sum(Line::estimatedBytes))
        .count("tasks", Topic::tasks)
        .table();
  }

  /** Why partitions are excluded; a reason that several share is shown once. */
  private static void leftOut(Page page, Plan plan, int named) {
    Map<String, List<String>> reasons = new TreeMap<>();
    plan.lines()
        .forEach(
            line -> line.leftOut().ifPresent(why -> Names.add(reasons, why, line.partition())));
    if (!reasons.isEmpty()) {
      page.gap().line(0, "Left out:");
    }
    reasons.forEach((why, names) -> page.paragraph(2, Names.some(names, named) + ": " + why));
  }

  private static String headline(Plan plan) {
    if (plan.splits().isEmpty()) {
      return "Nothing to pull: " + count(plan.lines().size(), "partition") + " checked";
    }
    Topic pulled =
        new Topic("", plan.lines().stream().filter(line -> !line.tasks().isEmpty()).toList());
    return "To pull: "
        + count(pulled.sum(Line::lag), "message")
        + " from "
        + count(pulled.pulled(), "partition")
        + ", "
        + bytes(pulled.sum(Line::estimatedBytes))
        + ", in "
        + count(plan.splits().size(), "task");
  }
}
