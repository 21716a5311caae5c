package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.history.PastRun;
import io.camus.history.PastRun.Committed;
import io.camus.history.Verdict;
import io.camus.report.RunSummary.TopicSummary;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code camus history} for people. The list has columns of fixed width, so that each line can be
 * printed once its run is read.
 */
final class HistoryPage {
  private final CamusConfig config;
  private final Terminal terminal;
  private final DateTimeFormatter time;

  HistoryPage(CamusConfig config, Terminal terminal) {
    this.config = config;
    this.terminal = terminal;
    this.time =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(config.output().zone());
  }

  static String header() {
    return line("run", "verdict", "duration", "messages", "bytes", "rejected", "files");
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-26s  %-12s  %12s  %14s  %10s  %8s  %6s", cells)
        .stripTrailing();
  }

  /** A run's line, and what there is to say of it. */
  List<String> row(PastRun past) {
    List<String> lines = new ArrayList<>();
    Optional<PastRun.Figures> figures = past.figures();
    lines.add(
        line(
            past.run(),
            word(past.verdict()),
            past.duration().map(Figures::duration).orElse("-"),
            figures.map(it -> Figures.count(it.messages())).orElse("-"),
            figures.map(it -> Figures.bytes(it.bytes())).orElse("-"),
            figures.map(it -> Figures.count(it.rejected())).orElse("-"),
            figures.map(it -> Figures.count(it.files())).orElse("-")));
    if (!past.detail().isEmpty()) {
      lines.addAll(Paragraph.hanging("    ", past.detail(), Terminal.COLUMNS));
    }
    past.damage()
        .ifPresent(
            damage -> lines.addAll(Paragraph.hanging("    damaged: ", damage, Terminal.COLUMNS)));
    return lines;
  }

  /** Everything of one run. */
  List<String> full(PastRun past) {
    List<String> lines = new ArrayList<>();
    lines.add(
        terminal.strong(String.format(Locale.ROOT, "%s: %s", past.run(), word(past.verdict()))));
    if (!past.detail().isEmpty()) {
      lines.addAll(Paragraph.hanging("  ", past.detail(), Terminal.COLUMNS));
    }
    past.damage()
        .ifPresent(
            damage -> lines.addAll(Paragraph.hanging("  damaged     ", damage, Terminal.COLUMNS)));
    lines.add(
        String.format(
            Locale.ROOT,
            "  started     %s (%s)",
            time.format(past.startedAt()),
            config.output().zone()));
    past.duration().ifPresent(it -> lines.add("  duration    " + Figures.duration(it)));
    past.figures()
        .ifPresent(
            it ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "  committed   %s in %s, %s; %s",
                        Figures.count(it.messages(), "message"),
                        Figures.count(it.files(), "data file"),
                        Figures.bytes(it.bytes()),
                        Figures.count(it.rejected(), "dead letter"))));
    past.committed().ifPresent(committed -> lines.addAll(committed(past, committed)));
    past.summary()
        .ifPresent(
            summary -> {
              if (!summary.recovered().isEmpty() || !summary.problems().isEmpty()) {
                lines.add("");
              }
              summary
                  .recovered()
                  .forEach(
                      it -> lines.addAll(Paragraph.hanging("  recovered  ", it, Terminal.COLUMNS)));
              lines.addAll(ProblemLines.of(summary.problems()));
            });
    lines.add("");
    lines.add("  history     " + config.history().executionHistory().child(past.run().value()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  commit log  %s%s",
            config.run().executionBase().child("commits"),
            past.commits().isEmpty()
                ? ", no record holds data of it"
                : past.commits().stream()
                    .map(Object::toString)
                    .collect(
                        Collectors.joining(
                            ", ", past.commits().size() == 1 ? ", record " : ", records ", ""))));
    return lines;
  }

  private List<String> committed(PastRun past, Committed committed) {
    List<String> lines = new ArrayList<>();
    List<TopicSummary> topics = committed.topics();
    if (!topics.isEmpty()) {
      TopicTable table = new TopicTable(config.output().zone(), past.startedAt(), topics);
      topics.forEach(table::add);
      if (topics.size() > 1) {
        table.addSum("total", topics);
      }
      lines.add("");
      lines.addAll(table.lines());
      lines.addAll(new AccountLines(topics).lines());
      lines.addAll(EventTimeLines.of(topics));
    }
    List<String> rejected =
        new RejectionTable(committed.rejections(), config.decoding().maxErrorsToPrint()).lines();
    if (!rejected.isEmpty()) {
      lines.add("");
      lines.addAll(rejected);
    }
    return lines;
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
