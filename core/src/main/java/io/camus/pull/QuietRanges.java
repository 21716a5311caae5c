package io.camus.pull;

import io.camus.model.OffsetRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Tracks how long ranges have not moved, and why. */
final class QuietRanges {
  /** Partitions are fetched in turns, so a few seconds are normal. */
  private static final long QUIET_NANOS = Duration.ofSeconds(15).toNanos();

  private static final long TELL_EVERY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int NAMED = 2;

  private final List<OffsetRange> ranges;
  private final IntFunction<String> reason;
  private final long[] lastMoves;
  private final BitSet moved = new BitSet();
  private long lastMove;
  private long lastTold;
  private String told = "";

  /**
   * @param reason describes the state of a range's leader
   * @param nowNanos the begin
   */
  QuietRanges(List<OffsetRange> ranges, IntFunction<String> reason, long nowNanos) {
    this.ranges = ranges;
    this.reason = reason;
    this.lastMoves = new long[ranges.size()];
    Arrays.fill(lastMoves, nowNanos);
    this.lastMove = nowNanos;
    this.lastTold = nowNanos;
  }

  /** A range has moved. */
  void moved(int range) {
    moved.set(range);
  }

  /** A poll has ended at this time. */
  void polled(long nowNanos) {
    if (!moved.isEmpty()) {
      lastMove = nowNanos;
      moved.stream().forEach(range -> lastMoves[range] = nowNanos);
      moved.clear();
    }
  }

  /** When any range last moved. */
  long lastMove() {
    return lastMove;
  }

  /** Why a range does not move, if known. */
  String reason(int range) {
    return reason.apply(range);
  }

  /**
   * Reports every few seconds which ranges do not move, and once when all do again.
   *
   * @param finished finished ranges
   */
  void tell(BitSet finished, long nowNanos, TaskProgress progress) {
    if (nowNanos - lastTold < TELL_EVERY_NANOS) {
      return;
    }
    lastTold = nowNanos;
    String words = words(finished, nowNanos);
    if (!words.isEmpty() || !told.isEmpty()) {
      told = words;
      progress.quiet(words);
    }
  }

  private String words(BitSet finished, long nowNanos) {
    List<String> named = new ArrayList<>();
    long longest = 0;
    int quiet = 0;
    for (int range = finished.nextClearBit(0);
        range < lastMoves.length;
        range = finished.nextClearBit(range + 1)) {
      long nanos = nowNanos - lastMoves[range];
      if (nanos >= QUIET_NANOS) {
        quiet++;
        longest = Math.max(longest, nanos);
        if (named.size() < NAMED) {
          named.add(ranges.get(range).partition() + " (" + reason.apply(range) + ")");
        }
      }
    }
    if (quiet == 0) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "no data for %d s from %s%s",
        Duration.ofNanos(longest).toSeconds(),
        String.join(", ", named),
        quiet > named.size()
            ? String.format(Locale.ROOT, " and %d more", quiet - named.size())
            : "");
  }
}
