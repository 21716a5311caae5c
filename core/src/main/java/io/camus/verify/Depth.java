package io.camus.verify;

/** How much of a data file is looked at. */
public enum Depth {
  /** That it is there, and its length. */
  NAMES,
  /** Every byte: digest, number of records, and offsets where the format carries them. */
  CONTENT
}
