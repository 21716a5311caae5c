package io.camus.cli;

import static io.camus.cli.TextTable.Align.LEFT;
import static io.camus.cli.TextTable.Align.RIGHT;

import io.camus.config.CamusConfig;
import io.camus.offsets.PositionLine;
import io.camus.offsets.PositionStatus;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.TimeToLoss;
import io.camus.offsets.TimeToLoss.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** {@code camus offsets} for people: a line a partition, the most urgent ones first. */
final class PositionsPage {
  private static final int MOST_PARTITIONS = 40;
  private static final int NAMED = 5;

  /** How many partitions have a line. */
  enum Detail {
    /** The forty most urgent ones. */
    MOST_URGENT,
    /** All. */
    PARTITIONS
  }

  private final CamusConfig config;
  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();

  PositionsPage(CamusConfig config, Terminal terminal) {
    this.config = config;
    this.terminal = terminal;
  }

  List<String> lines(PositionsReport report, Detail detail) {
    List<PositionLine> shown =
        detail == Detail.PARTITIONS || report.lines().size() <= MOST_PARTITIONS
            ? report.lines()
            : report.lines().subList(0, MOST_PARTITIONS);
    if (!shown.isEmpty()) {
      List<String> rows = table(shown).lines(Terminal.COLUMNS);
      lines.add(terminal.strong(rows.get(0)));
      lines.addAll(rows.subList(1, rows.size()));
      if (shown.size() < report.lines().size()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  ... and %s less urgent; --all shows them",
                Figures.count(report.lines().size() - shown.size(), "partition")));
      }
      notes(shown);
      lines.add("");
    }
    lines.add(terminal.strong(headline(report)));
    counts(report);
    legend(shown);
    lines.add("");
    lines.add("  commit log  " + config.run().executionBase().child("commits"));
    return List.copyOf(lines);
  }

  private static TextTable table(List<PositionLine> shown) {
    HeldBackColumn heldBack = HeldBackColumn.of(shown, PositionLine::heldBackOffsets, 6);
    TextTable table =
        new TextTable(
            heldBack.aligned(List.of(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, LEFT)));
    table.row(
        heldBack.head(
            List.of(
                "partition", "gen", "position", "start", "end", "lag", "behind", "loss in", "")));
    for (PositionLine line : shown) {
      table.row(
          heldBack.row(
              List.of(
                  line.partition().toString(),
                  line.position().map(it -> String.valueOf(it.generation())).orElse("-"),
                  line.position().map(it -> String.valueOf(it.next())).orElse("-"),
                  offset(line.start()),
                  offset(line.end()),
                  Figures.count(line.lag()),
                  line.behind().map(PositionsPage::span).orElse("-"),
                  loss(line.timeToLoss()),
                  line.standing() == PositionStatus.PULLED ? "" : word(line.standing())),
              line.heldBackOffsets()));
    }
    return table;
  }

  private static String word(PositionStatus standing) {
    return standing.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String offset(OptionalLong offset) {
    return offset.isPresent() ? String.valueOf(offset.getAsLong()) : "-";
  }

  private static String loss(TimeToLoss loss) {
    return switch (loss.kind()) {
      case LOST -> "LOST";
      case BY_TIME -> span(loss.left().orElseThrow());
      case BY_SIZE -> "~" + span(loss.left().orElseThrow());
      case UNKNOWN -> "?";
      case NEVER -> "never";
      case NOTHING_THERE -> "-";
    };
  }

  /** {@code 41 s}, {@code 2 h 07 min}, {@code 6 d 03 h}. */
  private static String span(Duration duration) {
    return duration.toDays() < 2
        ? Figures.duration(duration)
        : String.format(Locale.ROOT, "%d d %02d h", duration.toDays(), duration.toHoursPart());
  }

  /** What there is to say of partitions; what many share is told once. */
  private void notes(List<PositionLine> shown) {
    Map<String, List<PositionLine>> notes = new LinkedHashMap<>();
    for (PositionLine line : shown) {
      line.note()
          .ifPresent(note -> notes.computeIfAbsent(note, key -> new ArrayList<>()).add(line));
    }
    if (!notes.isEmpty()) {
      lines.add("");
    }
    notes.forEach(
        (note, partitions) -> {
          List<String> names =
              partitions.stream().limit(NAMED).map(it -> it.partition().toString()).toList();
          String more =
              partitions.size() > NAMED
                  ? String.format(
                      Locale.ROOT, " and %s more", Figures.count(partitions.size() - NAMED))
                  : "";
          lines.addAll(
              Paragraph.hanging(
                  "  ", String.join(", ", names) + more + ": " + note, Terminal.COLUMNS));
        });
  }

  private static String headline(PositionsReport report) {
    if (report.lines().isEmpty()) {
      return "No partition, neither in the cluster nor in the commit log";
    }
    String lag =
        String.format(
            Locale.ROOT,
            "%s behind%s in %s",
            Figures.count(report.lag(), "offset"),
            report.heldBack() == 0
                ? ""
                : String.format(
                    Locale.ROOT,
                    " and %s behind open transactions",
                    Figures.count(report.heldBack())),
            Figures.count(report.lines().size(), "partition"));
    if (report.lost() > 0) {
      return String.format(
          Locale.ROOT, "LOST: %s gone; %s", Figures.count(report.lost(), "offset"), lag);
    }
    return report
        .nextLoss()
        .map(left -> String.format(Locale.ROOT, "%s; the first loss is %s away", lag, span(left)))
        .orElse(lag);
  }

  private void counts(PositionsReport report) {
    for (PositionStatus standing : PositionStatus.values()) {
      long count = report.count(standing);
      if (standing != PositionStatus.PULLED && count > 0) {
        lines.add(
            String.format(
                Locale.ROOT, "  %-11s %s", word(standing), Figures.count(count, "partition")));
      }
    }
  }

  /** How sure the column of losses is, as far as it is used. */
  private void legend(List<PositionLine> shown) {
    legend(
        shown,
        Kind.BY_TIME,
        "loss in: by retention.ms and Kafka's time of the record at the position. Not before that;"
            + " Kafka deletes whole segments, so mostly some time after it.");
    legend(
        shown,
        Kind.BY_SIZE,
        "~: an estimate by retention.bytes, if records keep their size and go on coming as they"
            + " have since the position.");
    legend(
        shown,
        Kind.UNKNOWN,
        "?: the topic's retention or the time of the record at the position is not known.");
  }

  private void legend(List<PositionLine> shown, Kind kind, String meaning) {
    if (shown.stream()
        .anyMatch(it -> it.standing() == PositionStatus.PULLED && it.timeToLoss().kind() == kind)) {
      lines.addAll(Paragraph.hanging("  ", meaning, Terminal.COLUMNS));
    }
  }
}
