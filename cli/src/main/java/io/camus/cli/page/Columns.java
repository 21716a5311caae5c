package io.camus.cli.page;

import io.camus.cli.page.Table.Align;
import io.camus.cli.page.Table.Column;
import io.camus.cli.page.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The columns of a table: what each is called, and what it shows of a row.
 *
 * @param <T> what a row is about
 */
public final class Columns<T> {
  private final List<T> rows;
  private final List<String> titles = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private final List<Function<T, String>> cells = new ArrayList<>();
  private Function<T, List<String>> notes = row -> List.of();

  private Columns(List<T> rows) {
    this.rows = List.copyOf(rows);
  }

  /** Those of a table. */
  public static <T> Columns<T> of(List<T> rows) {
    return new Columns<>(rows);
  }

  /** A name. */
  public Columns<T> left(String title, Function<T, String> cell) {
    return left(title, 0, cell);
  }

  /**
   * A name.
   *
   * @param width characters at least, for a table whose rows are shown one by one
   */
  public Columns<T> left(String title, int width, Function<T, String> cell) {
    return column(title, new Column(Align.LEFT, width), cell);
  }

  /** A figure. */
  public Columns<T> right(String title, Function<T, String> cell) {
    return right(title, 0, cell);
  }

  /**
   * A figure.
   *
   * @param width characters at least, for a table whose rows are shown one by one
   */
  public Columns<T> right(String title, int width, Function<T, String> cell) {
    return column(title, new Column(Align.RIGHT, width), cell);
  }

  /** A number. */
  public Columns<T> count(String title, ToLongFunction<T> figure) {
    return right(title, row -> Figures.count(figure.applyAsLong(row)));
  }

  /** A number, which has a column only if it is not 0 everywhere. */
  public Columns<T> countIfAny(String title, ToLongFunction<T> figure) {
    return rows.stream().anyMatch(row -> figure.applyAsLong(row) > 0) ? count(title, figure) : this;
  }

  /** A number of bytes. */
  public Columns<T> bytes(String title, ToLongFunction<T> figure) {
    return right(title, row -> Figures.bytes(figure.applyAsLong(row)));
  }

  /** Paragraphs below a row. */
  public Columns<T> notes(Function<T, List<String>> paragraphs) {
    notes = paragraphs;
    return this;
  }

  private Columns<T> column(String title, Column column, Function<T, String> cell) {
    titles.add(title);
    columns.add(column);
    cells.add(cell);
    return this;
  }

  /** The table. */
  public Table table() {
    return table(0);
  }

  /**
   * The table.
   *
   * @param depth how far it is indented, in characters
   */
  public Table table(int depth) {
    return new Table(depth, columns, titles, rows.stream().map(this::cells).toList());
  }

  /** One row, for a table whose rows are shown one by one. */
  public Table row(T row) {
    return new Table(0, columns, List.of(), List.of(cells(row)));
  }

  private Row cells(T row) {
    return new Row(cells.stream().map(cell -> cell.apply(row)).toList(), notes.apply(row));
  }
}
