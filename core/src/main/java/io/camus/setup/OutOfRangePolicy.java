package io.camus.setup;

/** What becomes of a position that points to offsets which the broker does not hold. */
public enum OutOfRangePolicy {
  /** The partition stays where it is and the run fails at its end, naming the loss. */
  LEAVE_AND_FAIL,
  /** The position is set to the nearest offset that exists; the loss is reported the same way. */
  MOVE_ON
}
