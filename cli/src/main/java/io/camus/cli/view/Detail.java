package io.camus.cli.view;

/** How many partitions get a separate line in a table. */
public enum Detail {
  /** As many as fit: forty. */
  AS_FITS,
  /** All. */
  PARTITIONS;

  /** The number of lines, if so many are there. */
  int lines(int partitions) {
    return this == PARTITIONS ? partitions : Math.min(40, partitions);
  }
}
