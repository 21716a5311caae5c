package io.camus.cli;

import static io.camus.cli.TextTable.Align.LEFT;
import static io.camus.cli.TextTable.Align.RIGHT;

import io.camus.config.CamusConfig;
import io.camus.model.ExitCode;
import io.camus.verify.Depth;
import io.camus.verify.VerifyReport;
import io.camus.verify.VerifyReport.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code camus verify} for people: a line a topic, then each violation with its place. */
final class VerifyPage {
  private final CamusConfig config;
  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();

  VerifyPage(CamusConfig config, Terminal terminal) {
    this.config = config;
    this.terminal = terminal;
  }

  List<String> lines(VerifyReport report) {
    if (!report.topics().isEmpty()) {
      topics(report.topics());
      lines.add("");
    }
    lines.add(terminal.strong(headline(report)));
    if (!report.unpublished().isEmpty()) {
      hanging(
          "  notice   ",
          String.format(
              Locale.ROOT,
              "%s not published yet, the files are whole where they were written: the next run does it",
              Figures.count(report.unpublished().size(), "commit record")));
    }
    lines.addAll(ViolationLines.of(report.violations(), report.total(), terminal));
    lines.add("");
    lines.add("  files       " + config.output().destination());
    lines.add(
        String.format(
            Locale.ROOT,
            "  commit log  %s, %s",
            config.run().executionBase().child("commits"),
            Figures.count(report.records(), "record")));
    return List.copyOf(lines);
  }

  private void topics(List<Topic> topics) {
    TextTable table = new TextTable(List.of(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, LEFT));
    table.row(
        List.of(
            "topic", "partitions", "ranges", "files", "records", "letters", "bytes", "verdict"));
    for (Topic topic : topics) {
      table.row(
          List.of(
              topic.topic(),
              Figures.count(topic.partitions()),
              Figures.count(topic.ranges()),
              Figures.count(topic.files()),
              Figures.count(topic.records()),
              Figures.count(topic.deadLetters()),
              Figures.bytes(topic.bytes()),
              topic.violations() == 0 ? "ok" : Figures.count(topic.violations()) + " wrong"));
    }
    List<String> rows = table.lines(Terminal.COLUMNS);
    lines.add(terminal.strong(rows.get(0)));
    lines.addAll(rows.subList(1, rows.size()));
  }

  private static String headline(VerifyReport report) {
    if (report.exitCode() == ExitCode.OK) {
      if (report.records() == 0) {
        return "OK: the commit log is empty, and so is the destination";
      }
      long files = report.topics().stream().mapToLong(Topic::files).sum();
      return String.format(
          Locale.ROOT,
          "OK: %s %s",
          Figures.count(files, "file"),
          report.depth() == Depth.CONTENT
              ? "read to the last byte"
              : "in place; --deep reads them as well");
    }
    return String.format(
        Locale.ROOT,
        "%s: %s",
        report.exitCode() == ExitCode.DATA ? "VIOLATED" : "NOT READABLE",
        Figures.count(report.total(), "violation"));
  }

  private void hanging(String head, String text) {
    lines.addAll(Paragraph.hanging(head, text, Terminal.COLUMNS));
  }
}
