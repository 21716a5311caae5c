package io.camus.offsets;

/** How a partition's position relates to what the brokers hold; the most urgent ones first. */
public enum PositionStatus {
  /** Retention has passed the position: offsets are lost. */
  LOST,
  /** The partition's log ends before the position: the broker lost what was pulled before. */
  CUT_OFF,
  /** The position is one that can be pulled from. */
  PULLED,
  /** No broker tells the partition's offsets now. */
  LEADERLESS,
  /** The position belongs to an older topic of this name; the next run pulls the new one. */
  MADE_AGAIN,
  /** The partition was never pulled. */
  NEW,
  /** The settings leave the topic out; nothing pulls it. */
  LEFT_OUT,
  /** The cluster has no such partition any more, or it may not be seen. */
  GONE
}
