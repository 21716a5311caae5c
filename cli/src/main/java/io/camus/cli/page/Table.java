package io.camus.cli.page;

import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of columns. If a line is short of room, names in the first column give way.
 *
 * @param depth characters of indentation
 */
public record Table(int depth, List<Column> columns, Titles titles, List<Row> rows) {

  /** Where a column's text stands. */
  enum Align {
    LEFT,
    RIGHT
  }

  /** Whether the columns' titles are shown. */
  enum Titles {
    SHOWN,
    OMITTED
  }

  /**
   * A column.
   *
   * @param width characters at least; 0 for as many as its content needs
   */
  record Column(String title, Align align, int width) {}

  /**
   * A row.
   *
   * @param cells one for each column
   * @param notes paragraphs below it
   */
  record Row(List<String> cells, List<String> notes) {}

  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The titles, if they are shown, and the cells of each row. */
  List<List<String>> lines() {
    return Stream.concat(
            titles == Titles.SHOWN
                ? Stream.of(columns.stream().map(Column::title).toList())
                : Stream.empty(),
            rows.stream().map(Row::cells))
        .toList();
  }
}
