package io.camus.cli;

import static io.camus.cli.TextTable.Align.LEFT;
import static io.camus.cli.TextTable.Align.RIGHT;

import io.camus.config.CamusConfig;
import io.camus.model.ExitCode;
import io.camus.repull.Incomparable;
import io.camus.repull.KafkaReport;
import io.camus.repull.KafkaReport.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code camus verify --against-kafka} found, for people. */
final class KafkaPage {
  private final CamusConfig config;
  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();

  KafkaPage(CamusConfig config, Terminal terminal) {
    this.config = config;
    this.terminal = terminal;
  }

  List<String> lines(KafkaReport report) {
    lines.add("");
    if (!report.topics().isEmpty()) {
      topics(report.topics());
      lines.add("");
    }
    lines.add(terminal.strong(headline(report)));
    incomparable(report).forEach(this::reason);
    thinned(report.topics());
    lines.addAll(ViolationLines.of(report.violations(), report.total(), terminal));
    lines.add("");
    lines.add("  kafka       " + String.join(",", config.kafka().brokers()));
    return List.copyOf(lines);
  }

  private void topics(List<Topic> topics) {
    TextTable table = new TextTable(List.of(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT));
    table.row(List.of("topic", "ranges", "pulled again", "records", "gone", "not comparable"));
    for (Topic topic : topics) {
      long gone = topic.incomparable().getOrDefault(Incomparable.RETENTION, 0L);
      long all = topic.incomparable().values().stream().mapToLong(Long::longValue).sum();
      table.row(
          List.of(
              topic.topic(),
              Figures.count(topic.ranges()),
              Figures.count(topic.compared()),
              Figures.count(topic.records()),
              Figures.count(gone),
              Figures.count(all - gone)));
    }
    List<String> rows = table.lines(Terminal.COLUMNS);
    lines.add(terminal.strong(rows.get(0)));
    lines.addAll(rows.subList(1, rows.size()));
  }

  private static String headline(KafkaReport report) {
    if (report.exitCode() == ExitCode.OK) {
      return report.compared() == 0
          ? "NOTHING COMPARED with Kafka: no committed range can be pulled again"
          : String.format(
              Locale.ROOT,
              "OK: Kafka still has %s of %s, and they are what was pulled",
              Figures.count(report.records(), "record"),
              Figures.count(report.compared(), "range"));
    }
    return String.format(
        Locale.ROOT,
        "%s: %s against Kafka",
        report.exitCode() == ExitCode.DATA ? "VIOLATED" : "NOT READABLE",
        Figures.count(report.total(), "violation"));
  }

  private static Map<Incomparable, Long> incomparable(KafkaReport report) {
    Map<Incomparable, Long> sums = new EnumMap<>(Incomparable.class);
    report
        .topics()
        .forEach(it -> it.incomparable().forEach((why, n) -> sums.merge(why, n, Long::sum)));
    return sums;
  }

  private void thinned(List<Topic> topics) {
    long pulled = topics.stream().mapToLong(Topic::thinnedRecords).sum();
    if (pulled > 0) {
      lines.addAll(
          Paragraph.hanging(
              "  notice   ",
              String.format(
                  Locale.ROOT,
                  "ranges with fewer records than before: Kafka has %s of the %s that were pulled",
                  Figures.count(topics.stream().mapToLong(Topic::thinnedLeft).sum()),
                  Figures.count(pulled)),
              Terminal.COLUMNS));
    }
  }

  private void reason(Incomparable why, long ranges) {
    lines.addAll(
        Paragraph.hanging(
            "  notice   ",
            String.format(
                Locale.ROOT, "%s not compared: %s", Figures.count(ranges, "range"), why.meaning()),
            Terminal.COLUMNS));
  }
}
