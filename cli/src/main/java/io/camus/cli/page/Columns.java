package io.camus.cli.page;

import io.camus.cli.page.Table.Align;
import io.camus.cli.page.Table.Cell;
import io.camus.cli.page.Table.Column;
import io.camus.cli.page.Table.Row;
import io.camus.cli.page.Table.Shown;
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
  private final List<Function<T, Cell>> cells = new ArrayList<>();
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
    return column(title, new Column(Align.LEFT, width, Shown.ALWAYS), cell);
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
    return column(title, new Column(Align.RIGHT, width, Shown.ALWAYS), cell);
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

  /** Leaves out the last column if a line has no room for it. */
  public Columns<T> ifRoom() {
    return shown(Shown.IF_ROOM);
  }

  /** Puts the last column below its row if a line has no room for it. */
  public Columns<T> orBelow() {
    return shown(Shown.BELOW);
  }

  private Columns<T> shown(Shown shown) {
    Column last = columns.remove(columns.size() - 1);
    columns.add(new Column(last.align(), last.width(), shown));
    return this;
  }

  /** Gives the last column's cells a tone. */
  public Columns<T> tone(Function<T, Tone> tone) {
    Function<T, Cell> last = cells.remove(cells.size() - 1);
    cells.add(row -> new Cell(last.apply(row).text(), tone.apply(row)));
    return this;
  }

  /** Paragraphs below a row. */
  public Columns<T> notes(Function<T, List<String>> paragraphs) {
    notes = paragraphs;
    return this;
  }

  private Columns<T> column(String title, Column column, Function<T, String> cell) {
    titles.add(title);
    columns.add(column);
    cells.add(row -> new Cell(cell.apply(row), Tone.PLAIN));
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

  /** The table without titles. */
  public Table untitled(int depth) {
    return new Table(depth, columns, List.of(), rows.stream().map(this::cells).toList());
  }

  /** One row, for a table whose rows are shown one by one. */
  public Table row(T row) {
    return new Table(0, columns, List.of(), List.of(cells(row)));
  }

  private Row cells(T row) {
    return new Row(cells.stream().map(cell -> cell.apply(row)).toList(), notes.apply(row));
  }
}
