package io.camus.cli.html;

import static io.camus.cli.page.Figures.count;

import io.camus.books.Verdict.State;
import io.camus.cli.page.Figures;
import io.camus.cli.page.HtmlText;
import io.camus.cli.page.Tone;
import io.camus.cli.report.DeadLetters;
import io.camus.cli.report.Hour;
import io.camus.cli.report.Positions;
import io.camus.cli.report.Report;
import io.camus.cli.report.RunRow;
import io.camus.cli.view.Words;
import io.camus.complete.CompletionQuery;
import io.camus.offsets.PositionLine;
import io.camus.offsets.PositionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** A few numbers that show where to look, each with a label and a note. */
final class Tiles {
  private static final Duration SOON = Duration.ofHours(6);

  private record Tile(String target, String label, String value, String note, Tone tone) {}

  private final Report report;
  private final Times times;
  private final List<Tile> tiles = new ArrayList<>();

  Tiles(Report report, Times times) {
    this.report = report;
    this.times = times;
  }

  String html() {
    topics();
    messages("missing", Hour::missing);
    messages("in surplus", Hour::doubled);
    report.positions().ifPresent(this::positions);
    report.runs().rows().stream().findFirst().ifPresent(this::run);
    letters();
    StringBuilder html = new StringBuilder("<ul class=\"tiles\">\n");
    for (Tile tile : tiles) {
      html.append("<li><a href=\"#").append(tile.target()).append("\" class=\"tile ");
      html.append(tile.tone().name().toLowerCase(Locale.ROOT)).append("\"><span>");
      html.append(tile.label()).append("</span> <b>").append(HtmlText.escaped(tile.value()));
      html.append("</b> <small>").append(HtmlText.escaped(tile.note()));
      html.append("</small></a></li>\n");
    }
    return html.append("</ul>\n").toString();
  }

  private void topics() {
    long wrong =
        report.topics().stream()
            .filter(topic -> topic.hours().stream().anyMatch(Tiles::isWrong))
            .count();
    tiles.add(
        new Tile(
            "completeness",
            "Topics with problems",
            count(wrong),
            "of " + count(report.topics().size()),
            wrong > 0 ? Tone.WARNING : Tone.GOOD));
  }

  /** As {@code states.js} has it. */
  private static boolean isWrong(Hour hour) {
    return hour.books().filter(it -> it.compareTo(State.UNKNOWN) <= 0).isPresent()
        || hour.bucket().filter(it -> it == CompletionQuery.State.UNPROVEN).isPresent();
  }

  private void messages(String word, ToLongFunction<Hour> number) {
    List<Hour> hours =
        report.topics().stream()
            .flatMap(topic -> topic.hours().stream())
            .filter(hour -> number.applyAsLong(hour) > 0)
            .toList();
    long messages = hours.stream().mapToLong(number).sum();
    boolean unknown = report.topics().stream().allMatch(topic -> topic.books().isEmpty());
    tiles.add(
        new Tile(
            "completeness",
            "Messages " + word,
            unknown ? "\u2013" : count(messages),
            unknown
                ? "no books"
                : hours.isEmpty() ? "no hour" : "in " + count(hours.size(), "hour"),
            messages > 0 ? Tone.BAD : unknown ? Tone.PLAIN : Tone.GOOD));
  }

  private void positions(Positions positions) {
    Optional<Duration> next =
        positions.lines().stream()
            .filter(line -> line.status() == PositionStatus.PULLED)
            .map(PositionLine::timeToLoss)
            .flatMap(loss -> loss.left().stream())
            .min(Duration::compareTo);
    String first =
        next.map(it -> "first loss in " + Figures.duration(it)).orElse("no loss expected");
    if (positions.lost() > 0) {
      tiles.add(new Tile("lag", "Offsets lost", count(positions.lost()), first, Tone.BAD));
    }
    boolean soon = next.filter(it -> it.compareTo(SOON) < 0).isPresent();
    tiles.add(
        new Tile(
            "lag",
            "Offsets to pull",
            count(positions.lag()),
            positions.lost() > 0 ? "of all partitions" : first,
            soon ? Tone.WARNING : Tone.PLAIN));
  }

  private void run(RunRow run) {
    Tone tone =
        switch (run.verdict()) {
          case DONE -> Tone.GOOD;
          case REJECTIONS, DIED, UNKNOWN -> Tone.WARNING;
          case PARTLY, FAILED -> Tone.BAD;
          case ADOPTED, RUNNING, CLOSED -> Tone.PLAIN;
        };
    tiles.add(
        new Tile("runs", "Last run", Words.of(run.verdict()), times.minute(run.startedAt()), tone));
  }

  private void letters() {
    long records = report.deadLetters().rows().stream().mapToLong(DeadLetters.Row::records).sum();
    long topics =
        report.deadLetters().rows().stream().map(DeadLetters.Row::topic).distinct().count();
    tiles.add(
        new Tile(
            "letters",
            "Rejected records",
            count(records),
            topics == 0 ? "no topic" : "in " + count(topics, "topic"),
            records > 0 ? Tone.WARNING : Tone.GOOD));
  }
}
