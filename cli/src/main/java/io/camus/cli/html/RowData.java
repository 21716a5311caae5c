package io.camus.cli.html;

import io.camus.cli.page.Figures;
import io.camus.cli.report.DeadLetters;
import io.camus.cli.report.Positions;
import io.camus.cli.report.RunRow;
import io.camus.cli.report.Runs;
import io.camus.cli.view.Words;
import io.camus.offsets.PositionLine;
import io.camus.report.Json;
import io.camus.report.RunListener.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Tables as arrays of rows. The comments name the columns, which {@code data.js} reads. */
final class RowData {
  private final Times times;
  private final Function<String, Object> topics;

  RowData(Times times, Function<String, Object> topics) {
    this.times = times;
    this.topics = topics;
  }

  private static List<Object> row(Object... cells) {
    return Arrays.asList(cells);
  }

  Json positions(Positions positions) {
    return new Json()
        .put("at", times.second(positions.at()))
        .put("lag", positions.lag())
        .put("heldBack", positions.heldBack())
        .put("lost", positions.lost())
        .put("omitted", PageData.omitted(positions.omitted()))
        .put("rows", positions.lines().stream().map(this::position).toList());
  }

  private List<Object> position(PositionLine line) {
    return row(
        topics.apply(line.partition().topic()),
        line.partition().partition(),
        Words.of(line.status()),
        line.position().map(it -> it.next()),
        number(line.start()),
        number(line.end()),
        line.lag(),
        line.lost(),
        line.heldBackOffsets(),
        line.behind().map(Duration::toSeconds),
        Json.word(line.timeToLoss().kind()),
        line.timeToLoss().left().map(Duration::toSeconds),
        line.note());
  }

  Json runs(Runs runs) {
    return new Json()
        .put("stages", Arrays.stream(Stage.values()).map(Figures::word).toList())
        .put("omitted", PageData.omitted(runs.omitted()))
        .put("rows", runs.rows().stream().map(this::run).toList());
  }

  private List<Object> run(RunRow run) {
    List<Object> stages = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      stages.add(run.stages().isEmpty() ? null : millis(run.stages().get(stage)));
    }
    return row(
        run.run(),
        times.second(run.startedAt()),
        run.duration().map(Duration::toMillis),
        Words.of(run.verdict()),
        run.detail(),
        stages,
        number(run.tasks()),
        run.total()
            .map(
                it ->
                    row(
                        it.messages(),
                        it.bytes(),
                        it.files(),
                        it.rejected(),
                        it.skipped(),
                        it.partitions())),
        run.commits(),
        run.skew()
            .map(
                it ->
                    row(
                        it.tasks(),
                        it.medianBytes(),
                        it.mostBytes(),
                        it.partition(),
                        it.partitionBytes())));
  }

  Json letters(DeadLetters letters) {
    return new Json()
        .put("omitted", PageData.omitted(letters.omitted()))
        .put("rows", letters.rows().stream().map(this::letter).toList());
  }

  private List<Object> letter(DeadLetters.Row row) {
    return row(
        topics.apply(row.topic()),
        Figures.word(row.cause()),
        row.records(),
        row.committed(),
        row.runs(),
        row.samples().stream()
            .map(it -> row(it.place(), it.message(), it.hint(), it.run(), it.file()))
            .toList());
  }

  private static Object millis(Duration duration) {
    return duration == null ? 0L : duration.toMillis();
  }

  private static Optional<Long> number(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }

  private static Optional<Long> number(OptionalInt number) {
    return number.isPresent() ? Optional.of((long) number.getAsInt()) : Optional.empty();
  }
}
