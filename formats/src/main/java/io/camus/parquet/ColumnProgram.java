package io.camus.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.parquet.io.api.Binary;

/**
 * A schema compiled to steps that write the columns of a datum; {@link ColumnWalker} executes them.
 * A step is one of the constants below, followed by its arguments. The arrays are never modified.
 *
 * <p>Columns are numbered in the order of the schema. A level is Parquet's definition level: how
 * many of the optional and repeated fields on the way to a column are there.
 */
final class ColumnProgram {
  /** The block is done. */
  static final int END = 0;

  /** {@code column level}. */
  static final int BOOLEAN = 1;

  /** {@code column level}. */
  static final int INT = 2;

  /** {@code column level}. */
  static final int LONG = 3;

  /** {@code column level}. */
  static final int FLOAT = 4;

  /** {@code column level}. */
  static final int DOUBLE = 5;

  /** {@code column level}: bytes or a string. */
  static final int BLOB = 6;

  /** {@code column level bytes}. */
  static final int FIXED = 7;

  /** {@code column level symbols}. */
  static final int ENUM = 8;

  /**
   * {@code nullIndex level first last next}: a union with null. If it is null, columns {@code
   * [first, last)} are null at that level, and the walk continues at {@code next}.
   */
  static final int OPTIONAL = 9;

  /**
   * {@code branches level first last next} and for each branch {@code block first last level}: any
   * other union. The columns of all other branches are null at the level of the chosen branch,
   * whose block is executed; the block of null is {@link #NO_BLOCK}.
   */
  static final int UNION = 10;

  /**
   * {@code repetition level first last next}: an array or map; the block of an item follows. Items
   * after the first have that repetition level. Without items the columns are null at that level.
   */
  static final int REPEATED = 11;

  /** {@code column level}: an int of milliseconds, stored as a long of microseconds. */
  static final int INT_MILLIS = 12;

  /** {@code column level}: a long of milliseconds, stored as one of microseconds. */
  static final int LONG_MILLIS = 13;

  /** The block of a branch without values. */
  static final int NO_BLOCK = -1;

  /** Arguments of a branch of a union. */
  static final int BRANCH = 4;

  final int[] code;

  /** The number of columns. */
  final int columns;

  /** The symbols of enums, by the index in the step. */
  final Binary[][] symbols;

  ColumnProgram(int[] code, int columns, List<List<String>> symbols) {
    this.code = code;
    this.columns = columns;
    this.symbols =
        symbols.stream()
            .map(names -> names.stream().map(ColumnProgram::text).toArray(Binary[]::new))
            .toArray(Binary[][]::new);
  }

  private static Binary text(String symbol) {
    return Binary.fromConstantByteArray(symbol.getBytes(UTF_8));
  }
}
