package io.camus.cli.page;

import java.util.List;

/**
 * Rows of columns. If a line is too short, a column goes below its row, optional columns are
 * omitted, and names in the first column are shortened.
 *
 * @param depth characters of indentation
 * @param titles one for each column; empty if they are not shown
 */
public record Table(int depth, List<Column> columns, List<String> titles, List<Row> rows) {

  /** The alignment of a column's text. */
  enum Align {
    LEFT,
    RIGHT
  }

  /** When a column is shown. */
  enum Shown {
    ALWAYS,
    /** If the line has room for it; the last of these columns is dropped first. */
    IF_ROOM,
    /** Always; on a separate line below the row if the line has no room for it. */
    BELOW
  }

  /**
   * A column.
   *
   * @param width characters at least; 0 for as many as its content needs
   */
  record Column(Align align, int width, Shown shown) {}

  /** What a row has in a column. */
  record Cell(String text, Tone tone) {}

  /**
   * A row.
   *
   * @param cells one for each column
   * @param notes paragraphs below it
   */
  record Row(List<Cell> cells, List<String> notes) {}

  public Table {
    columns = List.copyOf(columns);
    titles = List.copyOf(titles);
    rows = List.copyOf(rows);
  }

  /** Whether its rows are shown one by one, so that no row decides how wide a column is. */
  boolean isPartOfAList() {
    return !columns.isEmpty() && columns.get(0).width() > 0;
  }
}
