package io.camus.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class SplitPlannerTest {

  @Property(tries = 300)
  void fullestTaskHasAtMostFourThirdsOfTheBestPossibleAndFivePercent(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 1, max = 100) Long> sizes,
      @ForAll @IntRange(min = 1, max = 3) int tasks) {
    long fullest = fullest(SplitPlanner.share(ranges(sizes), tasks));

    long best = best(sizes, 0, new long[tasks]);
    assertThat(3.0 * tasks * fullest).isLessThanOrEqualTo(1.05 * (4L * tasks - 1) * best);
  }

  @Property(tries = 300)
  void fullestTaskExceedsTheAverageByOneRangeAtMost(
      @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 1, max = 1_000_000) Long> sizes,
      @ForAll @IntRange(min = 1, max = 40) int tasks) {
    long total = sizes.stream().mapToLong(Long::longValue).sum();
    long largest = sizes.stream().mapToLong(Long::longValue).max().orElseThrow();

    long fullest = fullest(SplitPlanner.share(ranges(sizes), tasks));

    assertThat((double) fullest)
        .isLessThanOrEqualTo(1.05 * (total / Math.min(tasks, sizes.size()) + largest));
  }

  @Property(tries = 200)
  void everySplitKnowsTheOffsetsOfItsTopicsInAllSplits(
      @ForAll @Size(max = 50) List<@LongRange(min = 0, max = 5) Long> sizes,
      @ForAll @IntRange(min = 1, max = 10) int tasks) {
    List<PlannedRange> ranges = ranges(sizes);

    List<Split> splits = SplitPlanner.share(ranges, tasks);

    for (Split split : splits) {
      Set<String> topics =
          split.ranges().stream()
              .map(planned -> planned.range().partition().topic())
              .collect(Collectors.toSet());
      assertThat(split.offsetsOfTopics().keySet()).isEqualTo(topics);
      for (String topic : topics) {
        assertThat(split.offsetsOf(topic))
            .hasValue(
                ranges.stream()
                    .filter(planned -> planned.range().partition().topic().equals(topic))
                    .mapToLong(planned -> planned.range().length())
                    .sum());
      }
    }
  }

  @Property(tries = 200)
  void everyRangeIsInExactlyOneSplitAndNoSplitIsEmpty(
      @ForAll @Size(max = 50) List<@LongRange(min = 0, max = 5) Long> sizes,
      @ForAll @IntRange(min = 1, max = 40) int tasks) {
    List<PlannedRange> ranges = ranges(sizes);

    List<Split> splits = SplitPlanner.share(ranges, tasks);

    assertThat(splits).hasSize(Math.min(tasks, ranges.size()));
    assertThat(splits).allMatch(split -> !split.ranges().isEmpty());
    assertThat(splits.stream().flatMap(split -> split.ranges().stream()))
        .containsExactlyInAnyOrderElementsOf(ranges);
  }

  @Property(tries = 100)
  void orderOfTheRangesDoesNotMatter(
      @ForAll @Size(max = 50) List<@LongRange(min = 0, max = 5) Long> sizes,
      @ForAll @IntRange(min = 1, max = 10) int tasks,
      @ForAll Random random) {
    List<PlannedRange> shuffled = new ArrayList<>(ranges(sizes));
    Collections.shuffle(shuffled, random);

    assertThat(SplitPlanner.share(shuffled, tasks))
        .isEqualTo(SplitPlanner.share(ranges(sizes), tasks));
  }

  @Test
  void partitionsOfOneTopicStayTogetherWhereThatCostsNoBalance() {
    List<PlannedRange> ranges = new ArrayList<>();
    for (int topic = 0; topic < 12; topic++) {
      for (int partition = 0; partition < 8; partition++) {
        ranges.add(range("t" + topic, partition, 0, 10, 1_000 + topic));
      }
    }

    List<Split> splits = SplitPlanner.share(ranges, 4);

    assertThat(splits).hasSize(4).allMatch(split -> split.ranges().size() == 24);
    assertThat(splits).allMatch(split -> topics(split).size() == 3);
  }

  @Test
  void topicThatIsMostOfTheWorkIsSpread() {
    List<PlannedRange> ranges = new ArrayList<>();
    for (int partition = 0; partition < 32; partition++) {
      ranges.add(range("large", partition, 0, 10, 1_000));
    }
    ranges.add(range("small", 0, 0, 10, 10));

    List<Split> splits = SplitPlanner.share(ranges, 8);

    assertThat(splits).hasSize(8).allMatch(split -> split.estimatedBytes() <= 4_010);
  }

  @Test
  void piecesOfOnePartitionThatMeetAreOneRange() {
    PlannedRange first = range("t", 0, 0, 10, 1);
    PlannedRange second = range("t", 0, 10, 20, 2);
    PlannedRange fourth = range("t", 0, 30, 40, 4);

    List<Split> splits = SplitPlanner.share(List.of(fourth, second, first), 1);

    assertThat(splits.get(0).ranges()).containsExactly(range("t", 0, 0, 20, 3), fourth);
  }

  @Test
  void largestComesFirstOntoTheLeastLoaded() {
    List<Split> splits = SplitPlanner.share(ranges(List.of(3L, 9L, 5L, 4L)), 2);

    assertThat(splits).extracting(Split::task).containsExactly(0, 1);
    assertThat(splits).extracting(Split::estimatedBytes).containsExactly(12L, 9L);
  }

  @Test
  void emptyRangesGetNoTask() {
    PlannedRange empty =
        new PlannedRange(
            new OffsetRange(new TopicPartition("t", 0), Uuid.ZERO_UUID, 0, 7, 7),
            100,
            OptionalInt.empty(),
            PlannedRange.Begin.AT_POSITION);

    assertThat(SplitPlanner.share(List.of(empty), 4)).isEmpty();
  }

  @Test
  void rangesOfUnknownSizeAreSpreadAsWell() {
    List<Split> splits = SplitPlanner.share(ranges(Collections.nCopies(40, 0L)), 4);

    assertThat(splits).allMatch(split -> split.ranges().size() == 10);
  }

  @Test
  void absurdSizesDoNotOverflow() {
    List<Split> splits = SplitPlanner.share(ranges(Collections.nCopies(6, Long.MAX_VALUE)), 2);

    assertThat(splits).hasSize(2).allMatch(split -> !split.ranges().isEmpty());
  }

  @Test
  void manyRangesAreQuick() {
    Random random = new Random(7);
    List<Long> sizes = random.longs(200_000, 0, 1L << 40).boxed().toList();
    List<PlannedRange> ranges = ranges(sizes);

    long startNanos = System.nanoTime();
    List<Split> splits = SplitPlanner.share(ranges, 500);
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);

    assertThat(splits).hasSize(500);
    assertThat(took).isLessThan(Duration.ofSeconds(10));
  }

  private static List<PlannedRange> ranges(List<Long> sizes) {
    List<PlannedRange> ranges = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      TopicPartition partition = new TopicPartition("t", i);
      ranges.add(
          new PlannedRange(
              new OffsetRange(partition, Uuid.ZERO_UUID, 0, 0, 1),
              sizes.get(i),
              OptionalInt.empty(),
              PlannedRange.Begin.AT_POSITION));
    }
    return ranges;
  }

  private static PlannedRange range(String topic, int partition, long from, long to, long bytes) {
    return new PlannedRange(
        new OffsetRange(new TopicPartition(topic, partition), Uuid.ZERO_UUID, 0, from, to),
        bytes,
        OptionalInt.empty(),
        PlannedRange.Begin.AT_POSITION);
  }

  private static Set<String> topics(Split split) {
    return split.ranges().stream()
        .map(planned -> planned.range().partition().topic())
        .collect(Collectors.toSet());
  }

  private static long fullest(List<Split> splits) {
    return splits.stream().mapToLong(Split::estimatedBytes).max().orElse(0);
  }

  private static long best(List<Long> sizes, int next, long[] loads) {
    if (next == sizes.size()) {
      long fullest = 0;
      for (long load : loads) {
        fullest = Math.max(fullest, load);
      }
      return fullest;
    }
    long best = Long.MAX_VALUE;
    for (int task = 0; task < loads.length; task++) {
      loads[task] += sizes.get(next);
      best = Math.min(best, best(sizes, next + 1, loads));
      loads[task] -= sizes.get(next);
    }
    return best;
  }
}
