package io.camus.parquet;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/**
 * The layout of Parquet files.
 *
 * @param rowGroupBytes memory of an open row group at which it is written, 1 MiB at least; a row
 *     group of the file is smaller
 * @param pageBytes size of a page and of a column's dictionary before compression, 1 KiB to 16 MiB
 * @param dictionaries whether columns may have a dictionary; Parquet gives up one that does not pay
 * @param bloomColumns columns with a Bloom filter, such as {@code header.id} or {@code
 *     tags.list.element}; ignored in files without such a column
 * @param sortColumns columns by which the records of a row group are sorted, the first one first;
 *     ignored in files without such a column
 */
public record ParquetLayout(
    long rowGroupBytes,
    int pageBytes,
    Dictionaries dictionaries,
    List<String> bloomColumns,
    List<String> sortColumns) {
  private static final long LEAST_ROW_GROUP = 1L << 20;
  private static final int LEAST_PAGE = 1 << 10;
  private static final int MOST_PAGE = 1 << 24;

  /** Whether columns may have dictionaries. */
  public enum Dictionaries {
    /** Columns with few values have one. */
    USED,
    /** No column has one. */
    UNUSED
  }

  /**
   * Row groups of 32 MiB, pages of 64 KiB, with dictionaries, without Bloom filters, not sorted.
   */
  public static final ParquetLayout USUAL =
      new ParquetLayout(1L << 25, 1 << 16, Dictionaries.USED, List.of(), List.of());

  public ParquetLayout {
    requireNonNull(dictionaries);
    bloomColumns = List.copyOf(bloomColumns);
    sortColumns = List.copyOf(sortColumns);
    if (rowGroupBytes < LEAST_ROW_GROUP) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a row group has at least %d bytes, not %d",
              LEAST_ROW_GROUP,
              rowGroupBytes));
    }
    if (pageBytes < LEAST_PAGE || pageBytes > MOST_PAGE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "a page has %d to %d bytes, not %d", LEAST_PAGE, MOST_PAGE, pageBytes));
    }
  }
}
