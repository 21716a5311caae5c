package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;
import static io.camus.cli.page.Figures.duration;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.config.CamusConfig;
import io.camus.offsets.PositionLine;
import io.camus.offsets.PositionStatus;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.TimeToLoss;
import io.camus.offsets.TimeToLoss.Kind;
import io.camus.wiring.Wiring;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code camus offsets} for people: one line per partition, the most urgent ones first. */
public final class PositionsPage {
  private static final int NAMED = 5;

  private PositionsPage() {}

  /** The page. */
  public static Page of(CamusConfig config, PositionsReport report, Detail detail) {
    int all = report.lines().size();
    List<PositionLine> shown = report.lines().subList(0, detail.lines(all));
    Page page = new Page();
    if (!shown.isEmpty()) {
      page.add(
          Columns.of(shown)
              .left("partition", line -> line.partition().toString())
              .right("gen", line -> line.position().map(it -> "" + it.generation()).orElse("-"))
              .ifRoom()
              .right("position", line -> line.position().map(it -> "" + it.next()).orElse("-"))
              .right("start", line -> offset(line.start()))
              .ifRoom()
              .right("end", line -> offset(line.end()))
              .count("lag", PositionLine::lag)
              .countIfAny("held back", PositionLine::heldBackOffsets)
              .right("behind", line -> line.behind().map(PositionsPage::span).orElse("-"))
              .right("loss in", line -> loss(line.timeToLoss()))
              .tone(line -> line.timeToLoss().kind() == Kind.LOST ? Tone.BAD : Tone.PLAIN)
              .left("", PositionsPage::status)
              .table());
      if (shown.size() < all) {
        page.line(
            2,
            "... and " + count(all - shown.size(), "less urgent partition") + "; --all shows them");
      }
      notes(page, shown);
      page.gap();
    }
    headline(page, report);
    for (PositionStatus status : PositionStatus.values()) {
      long count = report.count(status);
      if (status != PositionStatus.PULLED && count > 0) {
        page.detail(Words.of(status), count(count, "partition"));
      }
    }
    shown.stream()
        .filter(PositionsPage::isPulled)
        .map(line -> line.timeToLoss().kind())
        .distinct()
        .sorted()
        .flatMap(kind -> legend(kind).stream())
        .forEach(meaning -> page.paragraph(2, meaning));
    return page.gap().place("commit log", Wiring.layoutOf(config).commits());
  }

  /** How reliable the values in the column of losses are, if that needs an explanation. */
  private static Optional<String> legend(Kind kind) {
    return switch (kind) {
      case BY_TIME ->
          Optional.of(
              "loss in: the earliest time, from retention.ms and Kafka's time of the record at the"
                  + " position. Kafka deletes whole segments, so the loss is usually later.");
      case BY_SIZE ->
          Optional.of(
              "~: an estimate from retention.bytes, assuming that size and rate of the records stay as"
                  + " they have been since the position.");
      case UNKNOWN ->
          Optional.of(
              "?: the topic's retention or the time of the record at the position is unknown.");
      case LOST, NEVER, NOTHING_THERE -> Optional.empty();
    };
  }

  private static boolean isPulled(PositionLine line) {
    return line.status() == PositionStatus.PULLED;
  }

  private static String status(PositionLine line) {
    return isPulled(line) ? "" : Words.of(line.status());
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
        ? duration(duration)
        : String.format(Locale.ROOT, "%d d %02d h", duration.toDays(), duration.toHoursPart());
  }

  /** The notes on partitions; a note that several share is shown once. */
  private static void notes(Page page, List<PositionLine> shown) {
    Map<String, List<String>> notes = new LinkedHashMap<>();
    shown.forEach(line -> line.note().ifPresent(note -> Names.add(notes, note, line.partition())));
    if (!notes.isEmpty()) {
      page.gap();
    }
    notes.forEach((note, names) -> page.paragraph(2, Names.some(names, NAMED) + ": " + note));
  }

  private static void headline(Page page, PositionsReport report) {
    if (report.lost() > 0) {
      page.verdict(Tone.BAD, "LOST", count(report.lost(), "offset") + " gone; " + lag(report));
    } else if (report.lines().isEmpty()) {
      page.heading("No partitions, neither in the cluster nor in the commit log");
    } else {
      page.heading(
          report
              .nextLoss()
              .map(left -> lag(report) + "; the first loss is " + span(left) + " away")
              .orElse(lag(report)));
    }
  }

  private static String lag(PositionsReport report) {
    String heldBack =
        report.heldBack() == 0
            ? ""
            : " and " + count(report.heldBack()) + " behind open transactions";
    return count(report.lag(), "offset")
        + " behind"
        + heldBack
        + " in "
        + count(report.lines().size(), "partition");
  }
}
