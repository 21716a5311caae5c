package io.camus.pull;

import io.camus.model.OffsetRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Since when ranges have not moved, and what is known of the reason. */
final class QuietRanges {
  /** Fetches take turns among partitions, so that some seconds mean nothing. */
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
   * @param reason what the source knows of the leader of a range
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

  /** A range has come further. */
  void moved(int range) {
    moved.set(range);
  }

  /** It is now as late as this: a poll has ended. */
  void polled(long nowNanos) {
    if (!moved.isEmpty()) {
      lastMove = nowNanos;
      moved.stream().forEach(range -> lastMoves[range] = nowNanos);
      moved.clear();
    }
  }

  /** When any range came further. */
  long lastMove() {
    return lastMove;
  }

  /** Why nothing comes for a range, as far as it is known. */
  String reason(int range) {
    return reason.apply(range);
  }

  /**
   * Tells the progress every few seconds which ranges do not move, and once that all do again.
   *
   * @param finished ranges that are not waited for any more
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
