package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Data files of the span in the commit log: those whose first event time is in it.
 *
 * @param count number of all files
 * @param records in all files
 * @param bytes of all files
 * @param rows by topic, then by hour, then by name
 * @param sizes the distribution of the sizes of all files, the smallest first
 * @param omitted the files that are not in {@code rows}, the oldest ones
 */
public record Files(
    long count,
    long records,
    long bytes,
    List<FileRow> rows,
    List<SizeBin> sizes,
    Omitted omitted) {
  /** No files. */
  public static final Files NONE = new Files(0, 0, 0, List.of(), List.of(), new Omitted(0, ""));

  public Files {
    rows = List.copyOf(rows);
    sizes = List.copyOf(sizes);
    requireNonNull(omitted, "omitted");
  }

  /**
   * Files of a size.
   *
   * @param fromBytes the smallest size, inclusive
   * @param toBytes the largest size, exclusive
   * @param files number of files
   * @param bytes of all of them
   */
  public record SizeBin(long fromBytes, long toBytes, long files, long bytes) {}
}
