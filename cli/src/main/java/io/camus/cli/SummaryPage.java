package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** The end of {@code camus run} for people: what moved, what needs attention, where it is. */
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
      topics(summary);
      lines.add("");
    }
    lines.add(terminal.strong(headline(summary)));
    if (summary.emptyTopics() > 0) {
      hanging("  no work    ", Figures.count(summary.emptyTopics(), "topic") + " had nothing new");
    }
    lines.addAll(EventTimeLines.of(summary.topics()));
    summary.recovered().forEach(sentence -> hanging("  recovered  ", sentence));
    lines.addAll(new AccountLines(summary.topics()).lines());
    rejections(summary);
    problems(summary);
    lines.add("");
    places(summary);
    return List.copyOf(lines);
  }

  private void topics(RunSummary summary) {
    List<TopicSummary> topics = summary.topics();
    TopicTable table = new TopicTable(config.output().zone(), summary.startedAt(), topics);
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
    String verdict = verdict(summary);
    if (!summary.committedAnything()) {
      return String.format(
          Locale.ROOT,
          "%s: nothing %s in %s",
          verdict,
          summary.topics().isEmpty() ? "moved" : "committed",
          took);
    }
    long messages = sum(summary, TopicSummary::messages);
    long rejected = sum(summary, TopicSummary::rejected);
    return String.format(
        Locale.ROOT,
        "%s: %s%s committed in %s, %s messages/s",
        verdict,
        Figures.count(messages, "message"),
        rejected == 0 ? "" : " and " + Figures.count(rejected, "dead letter"),
        took,
        Figures.count(Figures.perSecond(messages, summary.duration())));
  }

  private static String verdict(RunSummary summary) {
    if (summary.stoppedBy().isPresent()) {
      return "STOPPED by " + summary.stoppedBy().get();
    }
    if (summary.closedBy().isPresent()) {
      return "TAKEN OVER by run " + summary.closedBy().get();
    }
    return switch (summary.exitCode()) {
      case OK -> ok(summary);
      case OUTSIDE -> "INCOMPLETE";
      case DATA -> "ATTENTION";
      case UNKNOWN -> "COMMIT UNKNOWN";
      case USAGE, BUG -> "FAILED";
    };
  }

  private static String ok(RunSummary summary) {
    if (summary.faults() > 0) {
      return String.format(Locale.ROOT, "OK, with %s rejected", Figures.count(summary.faults()));
    }
    long warnings =
        summary.problems().stream().filter(it -> it.severity() == Severity.WARNING).count();
    return warnings == 0 ? "OK" : "OK, with " + Figures.count(warnings, "warning");
  }

  private void rejections(RunSummary summary) {
    List<String> rows =
        new RejectionTable(summary.rejections(), config.decoding().maxErrorsToPrint()).lines();
    if (!rows.isEmpty()) {
      lines.add("");
      lines.addAll(rows);
    }
  }

  private void problems(RunSummary summary) {
    if (!summary.problems().isEmpty()) {
      lines.add("");
      lines.addAll(ProblemLines.of(summary.problems()));
    }
    String meaning = meaning(summary);
    if (!meaning.isEmpty()) {
      lines.add("");
      hanging("  ", meaning);
    }
  }

  private static String meaning(RunSummary summary) {
    String status = String.format(Locale.ROOT, "Exit code %d.", summary.status());
    if (summary.stoppedBy().isPresent()) {
      return "Committed data is safe; the next run pulls the rest. " + status;
    }
    if (summary.closedBy().isPresent()) {
      return "Committed data is safe; the other run pulls the rest. " + status;
    }
    Optional<Severity> worst =
        summary.problems().stream().map(Problem::severity).max(Comparator.naturalOrder());
    if (worst.isEmpty()) {
      return "";
    }
    return switch (worst.get()) {
      case NOTICE -> "No action needed.";
      case WARNING -> "The run did its work. Look at the warnings. " + status;
      case BUG ->
          "Committed data is safe; the next run pulls the rest. Please report the bug. " + status;
      case OUTSIDE -> "Committed data is safe. Fix the cause, then run again. " + status;
      case DATA -> "Everything else is committed. " + status;
      case UNKNOWN -> "Run again: the next run finds out what was committed. " + status;
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
