package io.camus.cli;

import static io.camus.cli.TextTable.Align.LEFT;
import static io.camus.cli.TextTable.Align.RIGHT;

import io.camus.report.Rejection;
import io.camus.report.Rejection.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Rejected records for people: a row for each topic and cause, the largest first, and below the
 * first rows a sample with what to do.
 */
final class RejectionTable {
  private static final int MOST_ROWS = 50;
  private static final double LEAST_PERCENT = 0.001;
  private static final String INDENT = "      ";

  private final List<Rejection> rows;
  private final int samples;

  /**
   * @param samples how many rows have a sample ({@code etl.max.errors.to.print.from.file})
   */
  RejectionTable(List<Rejection> rows, int samples) {
    this.rows =
        rows.stream()
            .sorted(
                Comparator.comparingLong(Rejection::records)
                    .reversed()
                    .thenComparing(Rejection::topic)
                    .thenComparing(Rejection::cause))
            .toList();
    this.samples = samples;
  }

  /** The lines; none if nothing was rejected. */
  List<String> lines() {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Rejection> shown = rows.subList(0, Math.min(MOST_ROWS, rows.size()));
    List<Rejection> others = rows.subList(shown.size(), rows.size());
    TextTable table = new TextTable(List.of(LEFT, LEFT, RIGHT, RIGHT, LEFT));
    table.row(List.of("rejected", "cause", "records", "share", "kept in"));
    shown.forEach(row -> table.row(cells(row)));
    if (!others.isEmpty()) {
      long records = others.stream().mapToLong(Rejection::records).sum();
      String name = String.format(Locale.ROOT, "(%d others)", others.size());
      table.row(List.of(name, "", Figures.count(records), "", ""));
    }
    List<String> lines = new ArrayList<>();
    int at = -1; // The first line is the head.
    for (String line : table.lines(Terminal.COLUMNS - 2)) {
      lines.add("  " + line);
      if (at >= 0 && at < Math.min(samples, shown.size())) {
        shown.get(at).sample().ifPresent(sample -> lines.addAll(sample(sample)));
      }
      at++;
    }
    return lines;
  }

  private static List<String> cells(Rejection row) {
    return List.of(
        row.topic(),
        cause(row),
        Figures.count(row.records()),
        percent(row.percent()),
        row.committed() ? "dead letters" : "Kafka: not committed");
  }

  static String cause(Rejection row) {
    return row.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String percent(double percent) {
    return percent < LEAST_PERCENT
        ? "<0.001 %"
        : String.format(Locale.ROOT, percent < 1 ? "%.3f %%" : "%.1f %%", percent);
  }

  private static List<String> sample(Sample sample) {
    List<String> lines =
        new ArrayList<>(
            Paragraph.hanging(INDENT, sample.place() + ": " + sample.message(), Terminal.COLUMNS));
    sample
        .hint()
        .ifPresent(hint -> lines.addAll(Paragraph.hanging(INDENT, hint, Terminal.COLUMNS)));
    return lines;
  }
}
