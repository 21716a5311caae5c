package io.camus.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An aligned table of text: the columns as wide as their content, two blanks between them. */
final class TextTable {
  private static final String GAP = "  ";
  private static final int LEAST_WIDTH = 12;

  /** Where a column's text stands. */
  enum Align {
    LEFT,
    RIGHT
  }

  private final List<Align> alignments;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<Align> alignments) {
    this.alignments = List.copyOf(alignments);
  }

  void row(List<String> cells) {
    if (cells.size() != alignments.size()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "not %d cells: %s", alignments.size(), cells));
    }
    rows.add(List.copyOf(cells));
  }

  /**
   * The lines. Where they would be longer than {@code columns}, names in the first column lose
   * their middle; numbers never do.
   */
  List<String> lines(int columns) {
    int[] widths = new int[alignments.size()];
    int total = GAP.length() * (widths.length - 1);
    for (int column = 0; column < widths.length; column++) {
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
      total += widths[column];
    }
    if (total > columns) {
      widths[0] = Math.max(Math.min(widths[0], LEAST_WIDTH), widths[0] - (total - columns));
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = shortened(row.get(column), widths[column]);
      String blanks = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? "" : GAP)
          .append(alignments.get(column) == Align.RIGHT ? blanks + cell : cell + blanks);
    }
    return line.toString().stripTrailing();
  }

  private static String shortened(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int end = (width - 2) / 2;
    return text.substring(0, width - 2 - end) + ".." + text.substring(text.length() - end);
  }
}
