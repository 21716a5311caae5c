package io.camus.offsets;

/** How a partition's position relates to the brokers' offsets; the most urgent ones first. */
public enum PositionStatus {
  /** Retention has passed the position: offsets are lost. */
  LOST,
  /**
   * The partition's log ends before the position: the broker lost records after they were pulled.
   */
  CUT_OFF,
  /** The position is valid. */
  PULLED,
  /** No broker reports the partition's offsets. */
  LEADERLESS,
  /** The position belongs to an older topic of this name; the next run pulls the new one. */
  MADE_AGAIN,
  /** The partition was never pulled. */
  NEW,
  /** The settings exclude the topic. */
  LEFT_OUT,
  /** The cluster no longer has the partition, or we may not see it. */
  GONE
}
