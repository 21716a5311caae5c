package io.camus.setup;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PlannedRange.Begin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * Splits ranges that are too large for one task: the fullest task should get at most 1.3 times a
 * fair share. To choose the split points, it samples a few records at several places of a range,
 * which show the bytes per offset there.
 *
 * @param catalog samples the bytes per offset
 * @param minPieceBytes minimum expected size of a piece, at least 1
 */
record HotRanges(TopicCatalog catalog, long minPieceBytes) {
  /** Maximum load of a task, as a multiple of a fair share. */
  static final double TOLERANCE = 1.3;

  private static final int PLACES = 16;
  private static final int ROUNDS = 20;

  /**
   * The ranges, with hot ones split.
   *
   * @param ranges non-empty ranges
   * @param tasks number of tasks to distribute them over, at least 1
   */
  List<PlannedRange> cut(List<PlannedRange> ranges, int tasks) {
    int[] pieces = pieces(ranges, tasks);
    Map<TopicPartition, List<Long>> places = new HashMap<>();
    for (int i = 0; i < pieces.length; i++) {
      if (pieces[i] > 1) {
        OffsetRange range = ranges.get(i).range();
        places.put(range.partition(), places(range));
      }
    }
    if (places.isEmpty()) {
      return ranges;
    }
    Map<TopicPartition, List<Double>> density = catalog.details().bytesPerOffset(places);
    Map<TopicPartition, Integer> epochs = catalog.details().leaderEpochs(places.keySet());
    List<PlannedRange> cut = new ArrayList<>();
    for (int i = 0; i < pieces.length; i++) {
      PlannedRange planned = ranges.get(i);
      if (pieces[i] == 1) {
        cut.add(planned);
      } else {
        TopicPartition partition = planned.range().partition();
        Integer epoch = epochs.get(partition);
        cut.addAll(
            cut(
                planned,
                pieces[i],
                density.getOrDefault(partition, List.of(1.0)),
                epoch == null ? OptionalInt.empty() : OptionalInt.of(epoch)));
      }
    }
    return cut;
  }

  /** The number of pieces of each range for a fair distribution. */
  private int[] pieces(List<PlannedRange> ranges, int tasks) {
    double fair = 0;
    long largest = 0;
    for (PlannedRange range : ranges) {
      fair += (double) range.estimatedBytes() / tasks;
      largest = Math.max(largest, range.estimatedBytes());
    }
    int[] pieces = new int[ranges.size()];
    if (largest == 0) {
      Arrays.fill(pieces, 1);
      return pieces;
    }
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = atMost(ranges.get(i), (long) Math.ceil(ranges.get(i).estimatedBytes() / fair));
    }
    // The fullest task has at most a fair share plus one range.
    if (largest > (TOLERANCE - 1) * fair) {
      for (int round = 0; round < ROUNDS && refine(ranges, pieces, tasks, fair); round++) {}
    }
    return pieces;
  }

  private int atMost(PlannedRange planned, long pieces) {
    long most = Math.min(planned.range().length(), planned.estimatedBytes() / minPieceBytes);
    return (int) Math.max(1, Math.min(pieces, most));
  }

  /** Splits the largest range of each overloaded task once more; returns whether there was one. */
  private boolean refine(List<PlannedRange> ranges, int[] pieces, int tasks, double fair) {
    int[] rangeOf =
        IntStream.range(0, pieces.length)
            .boxed()
            .flatMap(i -> IntStream.range(0, pieces[i]).mapToObj(piece -> i))
            .sorted(
                Comparator.comparingLong((Integer i) -> ranges.get(i).estimatedBytes() / pieces[i])
                    .reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    long[] weights =
        IntStream.of(rangeOf).mapToLong(i -> ranges.get(i).estimatedBytes() / pieces[i]).toArray();
    Balance balance = Balance.of(weights, tasks);
    boolean[] relieved = new boolean[tasks];
    boolean any = false;
    for (int piece = 0; piece < rangeOf.length; piece++) {
      int task = balance.task(piece);
      if (balance.load(task) > TOLERANCE * fair && !relieved[task]) {
        int range = rangeOf[piece];
        int more = atMost(ranges.get(range), pieces[range] + 1L);
        if (more > pieces[range]) {
          pieces[range] = more;
          relieved[task] = true;
          any = true;
        }
      }
    }
    return any;
  }

  /** The midpoints of parts of equal length. */
  private static List<Long> places(OffsetRange range) {
    int count = (int) Math.min(PLACES, range.length());
    List<Long> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(range.from() + (long) (range.length() * (i + 0.5) / count));
    }
    return places;
  }

  /**
   * Pieces of equal weight.
   *
   * @param density bytes per offset in parts of equal length
   * @param epoch the leader epoch at the end of the range; no offset has a later one, so the broker
   *     detects a truncation before a piece
   */
  private static List<PlannedRange> cut(
      PlannedRange planned, int count, List<Double> density, OptionalInt epoch) {
    OffsetRange range = planned.range();
    double total = density.stream().mapToDouble(Double::doubleValue).sum();
    List<PlannedRange> pieces = new ArrayList<>();
    long from = range.from();
    for (int piece = 1; piece <= count; piece++) {
      double part = total > 0 ? part(density, total * piece / count) : (double) piece / count;
      long to =
          piece == count
              ? range.to()
              : Math.max(
                  from + 1,
                  Math.min(
                      range.to() - (count - piece), range.from() + (long) (part * range.length())));
      pieces.add(
          new PlannedRange(
              new OffsetRange(range.partition(), range.topicId(), range.generation(), from, to),
              planned.estimatedBytes() / count,
              piece == 1 ? planned.leaderEpoch() : epoch,
              piece == 1 ? planned.begin() : Begin.AFTER_ANOTHER));
      from = to;
    }
    return pieces;
  }

  /** The position in a range, from 0 to 1, with a given share of its weight before it. */
  private static double part(List<Double> density, double weight) {
    double before = 0;
    for (int i = 0; i < density.size(); i++) {
      double here = density.get(i);
      if (here > 0 && before + here >= weight) {
        return (i + (weight - before) / here) / density.size();
      }
      before += here;
    }
    return 1;
  }
}
