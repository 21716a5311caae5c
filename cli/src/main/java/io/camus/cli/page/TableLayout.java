package io.camus.cli.page;

import io.camus.cli.page.Table.Cell;
import io.camus.cli.page.Table.Column;
import io.camus.cli.page.Table.Row;
import io.camus.cli.page.Table.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a table fits into the width of a line.
 *
 * @param table without the columns for which there is no room
 * @param widths of its columns, in characters
 */
record TableLayout(Table table, List<Integer> widths) {
  static final String GAP = "  ";

  private static final int SHORT_NAME = 24;
  private static final int SHORTEST_NAME = 12;

  TableLayout {
    widths = List.copyOf(widths);
  }

  /**
   * Columns are as wide as their content. If that is too much, a column goes below its row, then
   * optional columns are omitted until names of 24 characters fit, then names are shortened, to no
   * less than 12 characters. Numbers are never shortened.
   */
  static TableLayout of(Table whole, int lineWidth) {
    Table table = whole;
    List<Integer> widths = widths(table);
    while (lineOf(table, narrow(table, widths)) > lineWidth) {
      int below = last(Shown.BELOW, table);
      int unneeded = last(Shown.IF_ROOM, table);
      if (below < 0 && unneeded < 0) {
        break;
      }
      table = below >= 0 ? below(below, table) : without(unneeded, table);
      widths = widths(table);
    }
    int excess = lineOf(table, widths) - lineWidth;
    if (excess > 0 && !table.isPartOfAList() && !widths.isEmpty()) {
      int name = widths.get(0);
      widths.set(0, Math.max(Math.min(name, SHORTEST_NAME), name - excess));
    }
    return new TableLayout(table, widths);
  }

  private static List<Integer> widths(Table table) {
    return new ArrayList<>(
        IntStream.range(0, table.columns().size()).mapToObj(i -> width(table, i)).toList());
  }

  private static int width(Table table, int column) {
    int width = table.columns().get(column).width();
    if (!table.titles().isEmpty()) {
      width = Math.max(width, table.titles().get(column).length());
    }
    for (Row row : table.rows()) {
      width = Math.max(width, row.cells().get(column).text().length());
    }
    return width;
  }

  /** The widths that decide whether a column is kept; the same for each row of a list. */
  private static List<Integer> narrow(Table table, List<Integer> widths) {
    if (table.isPartOfAList()) {
      return table.columns().stream().map(Column::width).toList();
    }
    List<Integer> narrow = new ArrayList<>(widths);
    if (!narrow.isEmpty()) {
      narrow.set(0, Math.min(SHORT_NAME, narrow.get(0)));
    }
    return narrow;
  }

  private static int lineOf(Table table, List<Integer> widths) {
    int gaps = GAP.length() * (widths.size() - 1);
    return table.depth() + gaps + widths.stream().mapToInt(Integer::intValue).sum();
  }

  /** The last column of a kind; -1 if there is none. */
  private static int last(Shown shown, Table table) {
    return IntStream.range(0, table.columns().size())
        .filter(i -> table.columns().get(i).shown() == shown)
        .max()
        .orElse(-1);
  }

  /** With a column's text as the first note of each row. */
  private static Table below(int column, Table table) {
    List<Row> rows =
        table.rows().stream()
            .map(
                row -> {
                  List<String> notes = new ArrayList<>(List.of(row.cells().get(column).text()));
                  notes.addAll(row.notes());
                  return new Row(row.cells(), notes);
                })
            .toList();
    return without(column, new Table(table.depth(), table.columns(), table.titles(), rows));
  }

  private static Table without(int column, Table table) {
    return new Table(
        table.depth(),
        without(column, table.columns()),
        table.titles().isEmpty() ? List.of() : without(column, table.titles()),
        table.rows().stream()
            .map(row -> new Row(TableLayout.<Cell>without(column, row.cells()), row.notes()))
            .toList());
  }

  private static <T> List<T> without(int index, List<T> all) {
    List<T> rest = new ArrayList<>(all);
    rest.remove(index);
    return rest;
  }

  /** A text that fits into a column; both ends are kept. */
  String shortened(String text, int column) {
    int width = widths.get(column);
    if (text.length() <= width) {
      return text;
    }
    int end = (width - 2) / 2;
    return text.substring(0, width - 2 - end) + ".." + text.substring(text.length() - end);
  }
}
