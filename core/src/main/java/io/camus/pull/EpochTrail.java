package io.camus.pull;

import java.util.OptionalInt;

/**
 * The leader epochs that a pull has passed, as far as they are needed: that of its last offset. A
 * broker asked for the end of that epoch tells whether its log still is the one that was pulled
 * (KIP-101, KIP-320).
 */
final class EpochTrail {
  private OptionalInt before = OptionalInt.empty();
  private OptionalInt now = OptionalInt.empty();
  private long since;

  /**
   * @param from the first offset of the pull
   */
  EpochTrail(long from) {
    since = from;
  }

  /** From this offset on, which is not before any told earlier, records are of this epoch. */
  void add(long from, int epoch) {
    if (now.isPresent() && now.getAsInt() == epoch) {
      return;
    }
    before = now;
    now = OptionalInt.of(epoch);
    since = from;
  }

  /** The epoch of the last offset before an end that is not before the last change. */
  OptionalInt endingAt(long end) {
    return end > since ? now : before;
  }
}
