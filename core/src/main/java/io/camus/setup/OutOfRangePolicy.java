package io.camus.setup;

/** What to do with a position whose offset the broker no longer has. */
public enum OutOfRangePolicy {
  /** The partition is not pulled, and the run ends with an error that reports the loss. */
  LEAVE_AND_FAIL,
  /** The position is set to the nearest offset that exists; the loss is reported the same way. */
  MOVE_ON
}
