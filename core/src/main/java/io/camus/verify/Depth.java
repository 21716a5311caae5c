package io.camus.verify;

/** How thoroughly a data file is checked. */
public enum Depth {
  /** Existence and length. */
  NAMES,
  /** Every byte: digest, number of records, and offsets if the format has them. */
  CONTENT
}
