package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.model.ExitCode;
import io.camus.model.Problem;
import io.camus.run.RunSummary;
import io.camus.run.RunSummary.TopicSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The end of {@code camus run} for people: what moved, what needs attention, where it lies. */
final class SummaryPage {
  private static final int MOST_TOPICS = 50;

  private final CamusConfig config;
  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();

  SummaryPage(CamusConfig config, Terminal terminal) {
    this.config = config;
    this.terminal = terminal;
  }

  List<String> lines(RunSummary summary) {
    lines.add("");
    if (!summary.topics().isEmpty()) {
      topics(summary.topics());
      lines.add("");
    }
    lines.add(terminal.strong(headline(summary)));
    if (summary.emptyTopics() > 0) {
      hanging("  no work    ", Figures.count(summary.emptyTopics(), "topic") + " had nothing new");
    }
    lines.addAll(EventTimeLines.of(summary.topics()));
    summary.recovered().forEach(sentence -> hanging("  recovered  ", sentence));
    problems(summary.problems());
    lines.add("");
    places(summary);
    return List.copyOf(lines);
  }

  private void topics(List<TopicSummary> topics) {
    TopicTable table = new TopicTable(config.output().zone(), topics);
    List<TopicSummary> shown = largest(topics);
    shown.forEach(table::add);
    if (shown.size() < topics.size()) {
      List<TopicSummary> others = new ArrayList<>(topics);
      others.removeAll(shown);
      table.addSum(String.format(Locale.ROOT, "(%d others)", others.size()), others);
    }
    if (topics.size() > 1) {
      table.addSum("total", topics);
    }
    List<String> rows = table.lines();
    lines.add(terminal.strong(rows.get(0)));
    lines.addAll(rows.subList(1, rows.size()));
  }

  /** The topics with most bytes, in the order of their names. */
  private static List<TopicSummary> largest(List<TopicSummary> topics) {
    return topics.stream()
        .sorted(Comparator.comparingLong(TopicSummary::bytes).reversed())
        .limit(MOST_TOPICS)
        .sorted(Comparator.comparing(TopicSummary::topic))
        .toList();
  }

  private static String headline(RunSummary summary) {
    String took = Figures.duration(summary.duration());
    String verdict = verdict(summary.exitCode());
    if (summary.topics().isEmpty()) {
      return String.format(Locale.ROOT, "%s: nothing moved in %s", verdict, took);
    }
    long messages = sum(summary, TopicSummary::messages);
    long rejected = sum(summary, TopicSummary::rejected);
    return String.format(
        Locale.ROOT,
        "%s: %s%s in %s, %s messages/s",
        verdict,
        Figures.count(messages, "message"),
        rejected == 0 ? "" : " and " + Figures.count(rejected, "dead letter"),
        took,
        Figures.count(Figures.perSecond(messages, summary.duration())));
  }

  private static String verdict(ExitCode code) {
    return switch (code) {
      case OK -> "OK";
      case OUTSIDE -> "INCOMPLETE";
      case DATA -> "ATTENTION";
      case UNKNOWN -> "COMMIT UNKNOWN";
      case USAGE, BUG -> "FAILED";
    };
  }

  private void problems(List<Problem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    lines.add("");
    for (Problem problem : problems) {
      String head =
          String.format(Locale.ROOT, "  %-8s ", problem.severity().name().toLowerCase(Locale.ROOT));
      hanging(head, problem.where() + ": " + problem.message());
    }
    lines.add("");
    hanging("  ", meaning(problems));
  }

  private static String meaning(List<Problem> problems) {
    Problem.Severity worst =
        problems.stream()
            .map(Problem::severity)
            .max(Comparator.comparing(Problem.Severity::exitCode))
            .orElseThrow();
    return switch (worst) {
      case NOTICE -> "Nothing of this needs a hand.";
      case OUTSIDE -> "What is committed is safe; run again once it is mended. Exit code 3.";
      case DATA -> "Everything else is committed. Exit code 4.";
      case UNKNOWN -> "Run again: the next run finds out what was committed. Exit code 5.";
    };
  }

  private void places(RunSummary summary) {
    lines.add("  files       " + config.output().destination());
    summary
        .run()
        .ifPresent(
            run ->
                lines.add(
                    "  history     " + config.history().executionHistory().child(run.value())));
    String commits =
        summary.commits().isEmpty()
            ? ""
            : summary.commits().size() == 1
                ? ", record " + summary.commits().get(0)
                : String.format(
                    Locale.ROOT,
                    ", records %d to %d",
                    summary.commits().get(0),
                    summary.commits().get(summary.commits().size() - 1));
    lines.add("  commit log  " + config.run().executionBase().child("commits") + commits);
  }

  private void hanging(String head, String text) {
    lines.addAll(Paragraph.hanging(head, text, Terminal.COLUMNS));
  }

  private static long sum(RunSummary summary, ToLongFunction<TopicSummary> figure) {
    return summary.topics().stream().mapToLong(figure).sum();
  }
}
