package io.camus.cli.page;

import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of columns. If a line is short of room, names in the first column give way.
 *
 * @param depth characters of indentation
 * @param titles one for each column; empty if they are not shown
 */
public record Table(int depth, List<Column> columns, List<String> titles, List<Row> rows) {

  /** Where a column's text stands. */
  enum Align {
    LEFT,
    RIGHT
  }

  /**
   * A column.
   *
   * @param width characters at least; 0 for as many as its content needs
   */
  record Column(Align align, int width) {}

  /**
   * A row.
   *
   * @param cells one for each column
   * @param notes paragraphs below it
   */
  record Row(List<String> cells, List<String> notes) {}

  public Table {
    columns = List.copyOf(columns);
    titles = List.copyOf(titles);
    rows = List.copyOf(rows);
  }

  /** The titles, if they are shown, and the cells of each row. */
  List<List<String>> lines() {
    Stream<List<String>> cells = rows.stream().map(Row::cells);
    return (titles.isEmpty() ? cells : Stream.concat(Stream.of(titles), cells)).toList();
  }
}
