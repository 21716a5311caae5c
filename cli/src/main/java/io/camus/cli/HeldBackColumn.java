package io.camus.cli;

import io.camus.cli.TextTable.Align;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The column of a table for offsets that wait for open transactions. It is there only if there are
 * any.
 *
 * @param shown whether it is there
 * @param index where
 */
record HeldBackColumn(boolean shown, int index) {

  /**
   * The column of a table.
   *
   * @param rows what the table shows
   * @param index how many columns are left of it
   */
  static <T> HeldBackColumn of(List<T> rows, ToLongFunction<T> offsets, int index) {
    return new HeldBackColumn(rows.stream().anyMatch(row -> offsets.applyAsLong(row) > 0), index);
  }

  List<Align> aligned(List<Align> others) {
    return with(others, Align.RIGHT);
  }

  List<String> head(List<String> others) {
    return with(others, "held back");
  }

  List<String> row(List<String> others, long offsets) {
    return with(others, Figures.count(offsets));
  }

  private <T> List<T> with(List<T> others, T cell) {
    if (!shown) {
      return others;
    }
    List<T> all = new ArrayList<>(others);
    all.add(index, cell);
    return all;
  }
}
