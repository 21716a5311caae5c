package io.camus.cli.view;

import static io.camus.cli.page.Figures.word;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.report.Rejection;
import io.camus.report.Rejection.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rejected records for people: a row for each topic and cause, the largest first, and below the
 * first rows a sample with what to do.
 */
final class RejectionTable {
  private static final int MOST_ROWS = 50;
  private static final double LEAST_PERCENT = 0.001;

  private RejectionTable() {}

  /** A rejection, or the sum of those that have no row. */
  private record Row(String name, long records, Optional<Rejection> one, List<String> notes) {
    String cell(Function<Rejection, String> text) {
      return one.map(text).orElse("");
    }
  }

  /**
   * A section; empty if nothing was rejected.
   *
   * @param samples how many rows have a sample ({@code etl.max.errors.to.print.from.file})
   */
  static Page of(List<Rejection> rejections, int samples) {
    if (rejections.isEmpty()) {
      return new Page();
    }
    List<Rejection> sorted =
        rejections.stream()
            .sorted(
                Comparator.comparingLong(Rejection::records)
                    .reversed()
                    .thenComparing(Rejection::topic)
                    .thenComparing(Rejection::cause))
            .toList();
    List<Rejection> shown = sorted.subList(0, Math.min(MOST_ROWS, sorted.size()));
    List<Rejection> others = sorted.subList(shown.size(), sorted.size());
    List<Row> rows = new ArrayList<>();
    for (Rejection one : shown) {
      Optional<Sample> sample = rows.size() < samples ? one.sample() : Optional.empty();
      List<String> notes = sample.map(RejectionTable::notes).orElse(List.of());
      rows.add(new Row(one.topic(), one.records(), Optional.of(one), notes));
    }
    if (!others.isEmpty()) {
      long records = others.stream().mapToLong(Rejection::records).sum();
      rows.add(new Row("(" + others.size() + " others)", records, Optional.empty(), List.of()));
    }
    return new Page()
        .gap()
        .add(
            Columns.of(rows)
                .left("rejected", Row::name)
                .left("cause", row -> row.cell(it -> word(it.cause())))
                .count("records", Row::records)
                .right("share", row -> row.cell(it -> percent(it.percent())))
                .left("kept in", row -> row.cell(RejectionTable::place))
                .notes(Row::notes)
                .table(2));
  }

  private static List<String> notes(Sample sample) {
    return Stream.concat(
            Stream.of(sample.place() + ": " + sample.message()), sample.hint().stream())
        .toList();
  }

  private static String place(Rejection row) {
    return row.committed() ? "dead letters" : "Kafka (not committed)";
  }

  private static String percent(double percent) {
    return percent < LEAST_PERCENT
        ? "<0.001 %"
        : String.format(Locale.ROOT, percent < 1 ? "%.3f %%" : "%.1f %%", percent);
  }
}
