package io.camus.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.count.TopicCounts.Span;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.OffsetRange;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.WindowCount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class CountAggregateTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Span PULLED = Span.ofMillis(1_000, 2_000);

  private final CountAggregate aggregate = new CountAggregate();

  @Test
  void sameKeysOfDifferentPartsAreSummed() {
    aggregate.add(counts("clicks", new WindowCount(0, "a", "x", 2)));
    aggregate.add(
        counts("clicks", new WindowCount(0, "a", "x", 3), new WindowCount(0, "b", "x", 1)));

    assertThat(aggregate.topics()).hasSize(1);
    assertThat(aggregate.topics().get(0).counts())
        .containsExactly(new WindowCount(0, "a", "x", 5), new WindowCount(0, "b", "x", 1));
    assertThat(aggregate.topics().get(0).records()).isEqualTo(6);
  }

  @Test
  void topicsAndRowsAreSorted() {
    aggregate.add(
        counts(
            "b",
            new WindowCount(600_000, "a", "a", 1),
            new WindowCount(0, "b", "a", 1),
            new WindowCount(0, "a", "b", 1),
            new WindowCount(0, "a", "a", 1)));
    aggregate.add(counts("a"));

    assertThat(aggregate.topics()).extracting(TopicCounts::topic).containsExactly("a", "b");
    assertThat(aggregate.topics().get(1).counts()).isSortedAccordingTo(TopicCounts.ORDER);
  }

  @Test
  void spansAndErrorsAreJoined() {
    aggregate.add(
        new TopicCounts("t", TEN_MINUTES, Span.ofMillis(5, 9), Optional.empty(), 1, List.of()));
    aggregate.add(
        new TopicCounts(
            "t",
            TEN_MINUTES,
            Span.ofMillis(3, 7),
            Optional.of(Span.ofMillis(40, 50)),
            2,
            List.of()));
    aggregate.add(
        new TopicCounts(
            "t",
            TEN_MINUTES,
            Span.ofMillis(6, 6),
            Optional.of(Span.ofMillis(-1, 45)),
            0,
            List.of()));

    TopicCounts sum = aggregate.topics().get(0);
    assertThat(sum.pulled()).isEqualTo(Span.ofMillis(3, 9));
    assertThat(sum.events()).hasValue(Span.ofMillis(-1, 50));
    assertThat(sum.errors()).isEqualTo(3);
  }

  @Test
  void windowsOfDifferentLengthAreNotSummed() {
    aggregate.add(counts("t"));

    assertThatThrownBy(
            () ->
                aggregate.add(
                    new TopicCounts(
                        "t", Duration.ofMinutes(1), PULLED, Optional.empty(), 0, List.of())))
        .hasMessageContaining("PT10M and by PT1M");
  }

  @Test
  void foldedCountsKeepTheWindowsOnly() {
    TopicCounts counts =
        counts(
            "t",
            new WindowCount(0, "a", "x", 2),
            new WindowCount(0, "b", "y", 3),
            new WindowCount(600_000, "a", "x", 4));

    assertThat(counts.folded().counts())
        .containsExactly(
            new WindowCount(0, "all_servers", "all_services", 5),
            new WindowCount(600_000, "all_servers", "all_services", 4));
  }

  @Test
  void aPulledGroupGivesItsCountsEventTimesAndErrors() {
    OffsetRange range = new OffsetRange(new TopicPartition("clicks", 3), Uuid.ZERO_UUID, 0, 0, 10);
    PulledGroup pulled =
        new PulledGroup(
            List.of(
                new PulledRange(
                    range,
                    10,
                    7,
                    Map.of(RejectionCause.MALFORMED, 2L, RejectionCause.NULL_VALUE, 1L),
                    0,
                    0,
                    "sum64:0000000000000000",
                    Optional.empty(),
                    OptionalInt.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty())),
            List.of(
                file(DataFile.Kind.DATA, range, 3, 50, 60),
                file(DataFile.Kind.DATA, range, 4, 55, 90),
                file(DataFile.Kind.DEAD_LETTER, range, 3, 1, 999)),
            List.of(new WindowCount(0, "a", "x", 7)));

    assertThat(TopicCounts.of(pulled, TEN_MINUTES, PULLED))
        .isEqualTo(
            new TopicCounts(
                "clicks",
                TEN_MINUTES,
                PULLED,
                Optional.of(Span.ofMillis(50, 90)),
                2,
                List.of(new WindowCount(0, "a", "x", 7))));
  }

  @Test
  void keyCountedTwiceIsRefused() {
    assertThatThrownBy(
            () -> counts("t", new WindowCount(0, "a", "x", 2), new WindowCount(0, "a", "x", 3)))
        .hasMessageContaining("counted twice");
  }

  private static TopicCounts counts(String topic, WindowCount... rows) {
    return new TopicCounts(topic, TEN_MINUTES, PULLED, Optional.empty(), 0, List.of(rows));
  }

  private static DataFile file(
      DataFile.Kind kind, OffsetRange range, long records, long first, long last) {
    return new DataFile(
        kind,
        "/s",
        "/d",
        List.of(new Part(range, records)),
        1,
        first,
        last,
        "crc32c:00000000",
        "sum64:0000000000000000");
  }
}
