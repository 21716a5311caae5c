package io.camus.source;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The leader epochs of a pull's offsets, as far as known. The end of the last offset's epoch shows
 * whether a broker's log was truncated (KIP-101, KIP-320). An epoch that is too small would raise a
 * false alarm, so nothing is guessed.
 */
public final class EpochTrail {
  private final List<Stretch> stretches = new ArrayList<>();

  /** All offsets in an inclusive range have the same epoch. */
  private record Stretch(int epoch, long from, long through) {}

  /** An offset, not before any earlier one, has this epoch. Epochs never decrease. */
  public void add(long offset, int epoch) {
    int last = stretches.size() - 1;
    if (last >= 0 && stretches.get(last).epoch() == epoch) {
      long from = stretches.get(last).from();
      stretches.set(
          last, new Stretch(epoch, from, Math.max(offset, stretches.get(last).through())));
    } else {
      stretches.add(new Stretch(epoch, offset, offset));
    }
  }

  /** The epoch of the last offset before an end; empty if unknown. */
  public OptionalInt endingAt(long end) {
    return stretches.stream()
        .filter(stretch -> stretch.from() < end && end - 1 <= stretch.through())
        .mapToInt(Stretch::epoch)
        .findFirst();
  }
}
