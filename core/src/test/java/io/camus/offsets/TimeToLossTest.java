package io.camus.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.offsets.TimeToLoss.Backlog;
import io.camus.offsets.TimeToLoss.Kind;
import io.camus.setup.LogDetails.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TimeToLossTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
  private static final Retention WEEK =
      retention(Optional.of(Duration.ofDays(7)), Optional.empty());

  private static Retention retention(Optional<Duration> time, Optional<Long> bytes) {
    return new Retention(true, time, bytes);
  }

  /** Half of what the leader stores lies behind the position. */
  private static Backlog backlog(Duration age) {
    return new Backlog(500, 1_000, OptionalLong.of(2_000), Optional.of(NOW.minus(age)));
  }

  private static TimeToLoss of(Retention retention, Backlog backlog) {
    return TimeToLoss.of(retention, backlog, NOW);
  }

  @Test
  void theRecordAtThePositionMayGoWhenItIsAsOldAsTheTopicKeepsRecords() {
    assertThat(of(WEEK, backlog(Duration.ofDays(5))))
        .isEqualTo(new TimeToLoss(Kind.BY_TIME, Optional.of(Duration.ofDays(2))));
    assertThat(of(WEEK, backlog(Duration.ofDays(8))).left()).contains(Duration.ZERO);
  }

  @Test
  void aLimitOfSizeIsReachedAtTheRateSinceThePosition() {
    Retention bytes = retention(Optional.empty(), Optional.of(1_500L));

    assertThat(of(bytes, backlog(Duration.ofHours(10))))
        .as("1,000 bytes came in 10 h, there is room for 500 more")
        .isEqualTo(new TimeToLoss(Kind.BY_SIZE, Optional.of(Duration.ofHours(5))));
    Retention less = retention(Optional.empty(), Optional.of(1_000L));
    assertThat(of(less, backlog(Duration.ofHours(10))).left()).contains(Duration.ZERO);
  }

  @Test
  void theSoonerLimitCounts() {
    Retention both = retention(Optional.of(Duration.ofDays(7)), Optional.of(1_500L));

    assertThat(of(both, backlog(Duration.ofHours(10))).kind()).isEqualTo(Kind.BY_SIZE);
    assertThat(of(both, backlog(Duration.ofDays(6))))
        .isEqualTo(new TimeToLoss(Kind.BY_TIME, Optional.of(Duration.ofDays(1))));
  }

  @Test
  void withoutALimitOrWithCompactionAloneNothingIsEverLost() {
    assertThat(
            of(retention(Optional.empty(), Optional.empty()), backlog(Duration.ofDays(9))).kind())
        .isEqualTo(Kind.NEVER);
    assertThat(
            of(
                    new Retention(false, Optional.of(Duration.ofDays(1)), Optional.empty()),
                    backlog(Duration.ofDays(9)))
                .kind())
        .isEqualTo(Kind.NEVER);
  }

  @Test
  void aLimitOfCenturiesDoesNotOverflow() {
    Retention forEver = retention(Optional.of(Duration.ofMillis(Long.MAX_VALUE)), Optional.empty());

    assertThat(of(forEver, backlog(Duration.ofDays(1))).left().orElseThrow())
        .isGreaterThan(Duration.ofDays(1_000_000));
  }

  @Test
  void whatIsNeededAndNotKnownLeavesItUnknown() {
    Backlog timeless = new Backlog(500, 1_000, OptionalLong.of(2_000), Optional.empty());
    assertThat(of(WEEK, timeless).kind()).isEqualTo(Kind.UNKNOWN);
    Backlog sizeless =
        new Backlog(500, 1_000, OptionalLong.empty(), Optional.of(NOW.minusSeconds(60)));
    assertThat(of(retention(Optional.empty(), Optional.of(1L)), sizeless).kind())
        .isEqualTo(Kind.UNKNOWN);
    assertThat(of(retention(WEEK.time(), Optional.of(1L)), sizeless).kind())
        .isEqualTo(Kind.BY_TIME);
  }

  @Test
  void aRecordFromTheFutureGivesNoRate() {
    Retention bytes = retention(Optional.empty(), Optional.of(1_500L));

    assertThat(of(bytes, backlog(Duration.ofHours(-1))).kind()).isEqualTo(Kind.UNKNOWN);
  }
}
