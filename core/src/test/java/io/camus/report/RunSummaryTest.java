package io.camus.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.EventTimes;
import io.camus.report.RunSummary.TopicSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static TopicSummary topic(String name, long factor, Instant first, Instant last) {
    EventTimes times =
        new EventTimes(
            Map.of("when", factor), 0, factor, 0, 0, 0, Optional.empty(), Optional.empty());
    return new TopicSummary(
        name,
        (int) factor,
        2 * factor,
        3 * factor,
        4 * factor,
        5 * factor,
        6 * factor,
        7 * factor,
        8 * factor,
        9 * factor,
        10 * factor,
        Optional.of(first),
        Optional.of(last),
        Optional.of(times));
  }

  @Test
  void aSumHasAllFiguresFromTheFirstEventToTheLast() {
    TopicSummary sum =
        TopicSummary.sum(
            "both",
            List.of(
                topic("a", 1, NOON.plusSeconds(1), NOON.plusSeconds(2)),
                topic("b", 10, NOON, NOON.plusSeconds(1))));

    assertThat(sum).isEqualTo(topic("both", 11, NOON, NOON.plusSeconds(2)));
    assertThat(sum.offsets()).isEqualTo(11 * (2 + 6 + 7 + 8));
  }

  @Test
  void theSumOfNoTopicsIsNothing() {
    TopicSummary sum = TopicSummary.sum("none", List.of());

    assertThat(sum.offsets()).isZero();
    assertThat(sum.firstEvent()).isEmpty();
    assertThat(sum.eventTimes()).isEmpty();
  }
}
