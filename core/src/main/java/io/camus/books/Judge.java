package io.camus.books;

import io.camus.books.Verdict.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * Judges windows. A window is complete only if nothing contradicts it.
 *
 * @param nowMillis the time of the judgement
 * @param settleMillis how long after its end a window may still change
 * @param windowMillis length of a window
 */
record Judge(long nowMillis, long settleMillis, long windowMillis) {

  Judge(Instant now, Duration settle, long windowMillis) {
    this(now.toEpochMilli(), settle.toMillis(), windowMillis);
  }

  /**
   * The verdict on a window.
   *
   * @param tiers the tiers that have to agree
   * @param unplaced records of the topic that the brokers held in unknown windows
   */
  Verdict judge(
      long beginMillis,
      WindowTally window,
      Set<String> tiers,
      TopicProgress progress,
      long unplaced) {
    long endMillis = beginMillis + windowMillis;
    if (endMillis > nowMillis) {
      return Verdict.of(State.OPEN, "it has not ended");
    }
    boolean pulled = progress.openFromMillis() >= endMillis;
    if (!pulled && progress.lost() == 0) {
      return Verdict.of(State.OPEN, progress.reason());
    }
    if (endMillis + settleMillis > nowMillis) {
      return Verdict.of(State.SETTLING, "");
    }
    if (!window.doubts.isEmpty()) {
      return Verdict.of(State.UNKNOWN, String.join("; ", window.doubts));
    }
    if (tiers.isEmpty()) {
      return Verdict.of(State.UNAUDITED, "");
    }
    return compared(window, tiers, progress, pulled, unplaced);
  }

  private static Verdict compared(
      WindowTally window,
      Set<String> tiers,
      TopicProgress progress,
      boolean pulled,
      long unplaced) {
    long missing = 0;
    long surplus = 0;
    for (String tier : tiers) {
      Long count = window.tiers.get(tier);
      if (count == null && window.held() > 0) {
        return Verdict.of(State.UNKNOWN, "tier " + tier + " has no counts of this window");
      }
      long difference = window.held() - (count == null ? 0 : count);
      missing = Math.max(missing, -difference);
      surplus = Math.max(surplus, difference);
    }
    if (missing > unplaced) {
      return new Verdict(State.MISSING, missing, progress.reason());
    }
    if (unplaced > 0) {
      return Verdict.of(
          State.UNKNOWN,
          String.format(
              Locale.ROOT, "%,d records of the topic were left out in unknown windows", unplaced));
    }
    if (surplus > 0) {
      return new Verdict(State.SURPLUS, surplus, "");
    }
    return pulled ? Verdict.of(State.COMPLETE, "") : Verdict.of(State.OPEN, progress.reason());
  }
}
