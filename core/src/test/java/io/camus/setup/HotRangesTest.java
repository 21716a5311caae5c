package io.camus.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PlannedRange.Begin;
import io.camus.model.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class HotRangesTest {
  private static final long OFFSETS = 1_000_000;

  private final InMemoryCatalog catalog = new InMemoryCatalog();

  @Property(tries = 300)
  void fullestTaskHasAtMostAThirdMoreThanItsShareHoweverSkewedTheTopicsAre(
      @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 1, max = 40) Long> exponents,
      @ForAll @IntRange(min = 1, max = 40) int tasks) {
    List<PlannedRange> ranges =
        ranges(exponents.stream().map(exponent -> 1_000L << (exponent / 2)).toList());

    List<Split> splits =
        SplitPlanner.share(new HotRanges(catalog.catalog(), 1).cut(ranges, tasks), tasks);

    long total = ranges.stream().mapToLong(PlannedRange::estimatedBytes).sum();
    long fullest = splits.stream().mapToLong(Split::estimatedBytes).max().orElseThrow();
    // The planner may give 5 % of the balance for topics that stay together.
    assertThat((double) fullest)
        .isLessThanOrEqualTo(1.05 * HotRanges.TOLERANCE * total / tasks + ranges.size() + tasks);
  }

  @Property(tries = 200)
  void piecesFollowOneAnotherFromBeginningToEnd(
      @ForAll @Size(min = 1, max = 10) List<@LongRange(min = 0, max = 1_000_000) Long> sizes,
      @ForAll @LongRange(min = 1, max = 5) long length,
      @ForAll @IntRange(min = 1, max = 40) int tasks,
      @ForAll @LongRange(min = 1, max = 100_000) long minPieceBytes) {
    List<PlannedRange> ranges = ranges(sizes, length);

    Map<TopicPartition, List<PlannedRange>> pieces =
        new HotRanges(catalog.catalog(), minPieceBytes)
            .cut(ranges, tasks).stream()
                .sorted(Comparator.comparingLong(piece -> piece.range().from()))
                .collect(Collectors.groupingBy(piece -> piece.range().partition()));

    for (PlannedRange whole : ranges) {
      long next = whole.range().from();
      for (PlannedRange piece : pieces.get(whole.range().partition())) {
        assertThat(piece.range().from()).isEqualTo(next);
        assertThat(piece.range().length()).isPositive();
        assertThat(piece.begin())
            .isEqualTo(next == whole.range().from() ? Begin.AT_POSITION : Begin.AFTER_ANOTHER);
        next = piece.range().to();
      }
      assertThat(next).isEqualTo(whole.range().to());
    }
  }

  @Test
  void noPieceIsExpectedToBeTooSmall() {
    List<PlannedRange> cut =
        new HotRanges(catalog.catalog(), 300).cut(ranges(List.of(1_000L, 50L)), 10);

    assertThat(cut).extracting(PlannedRange::estimatedBytes).containsExactly(333L, 333L, 333L, 50L);
  }

  @Test
  void rangesThatAreSharedFairlyAsTheyAreAreLeftWhole() {
    List<PlannedRange> ranges = ranges(List.of(100L, 90L, 80L, 100L, 90L, 80L));

    assertThat(new HotRanges(catalog.catalog(), 1).cut(ranges, 2)).isEqualTo(ranges);
  }

  @Test
  void nothingIsCutWhereNoSizeIsKnown() {
    List<PlannedRange> ranges = ranges(List.of(0L, 0L));

    assertThat(new HotRanges(catalog.catalog(), 1).cut(ranges, 8)).isEqualTo(ranges);
  }

  @Test
  void piecesHaveTheSameWeightWhereverTheLargeRecordsAre() {
    catalog.recordSize("t", 0, offset -> offset < OFFSETS / 4 ? 1_000 : 10);

    List<PlannedRange> cut = new HotRanges(catalog.catalog(), 1).cut(ranges(List.of(1L << 30)), 4);

    assertThat(cut).hasSize(4);
    double all = OFFSETS / 4 * 1_000 + OFFSETS * 3 / 4 * 10.0;
    for (PlannedRange piece : cut) {
      double weight = 0;
      for (long offset = piece.range().from(); offset < piece.range().to(); offset++) {
        weight += offset < OFFSETS / 4 ? 1_000 : 10;
      }
      assertThat(weight).isBetween(all / 4 * 0.99, all / 4 * 1.01);
    }
  }

  private static List<PlannedRange> ranges(List<Long> sizes) {
    return ranges(sizes, OFFSETS);
  }

  private static List<PlannedRange> ranges(List<Long> sizes, long length) {
    List<PlannedRange> ranges = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      TopicPartition partition = new TopicPartition("t", i);
      ranges.add(
          new PlannedRange(
              new OffsetRange(partition, Uuid.ZERO_UUID, 0, 0, length),
              sizes.get(i),
              OptionalInt.empty(),
              PlannedRange.Begin.AT_POSITION));
    }
    return ranges;
  }
}
