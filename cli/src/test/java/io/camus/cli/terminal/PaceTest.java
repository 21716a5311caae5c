package io.camus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();

  private void count(long millis, long count) {
    pace.add(Instant.ofEpochMilli(millis), count);
  }

  @Test
  void itFollowsTheLastSeconds() {
    for (int second = 0; second <= 20; second++) {
      count(1000L * second, second < 10 ? 100L * second : 1000 + 10L * (second - 10));
    }
    assertThat(pace.perSecond()).hasValue(10.0);
    assertThat(pace.timeFor(600)).hasValue(Duration.ofMinutes(1));
  }

  @Test
  void itTakesAWhileToTell() {
    count(0, 0);
    assertThat(pace.perSecond()).isEmpty();
    count(100, 50);
    assertThat(pace.perSecond()).isEmpty();
    count(500, 100);
    assertThat(pace.perSecond()).hasValue(200.0);
  }

  @Test
  void nothingThatComesMeansNoTime() {
    count(0, 100);
    count(1000, 100);
    assertThat(pace.timeFor(1)).isEmpty();
  }

  @Test
  void whatIsTakenBackIsNoPace() {
    count(0, 0);
    count(1000, 100);
    count(2000, 40);
    assertThat(pace.perSecond()).isEmpty();
    count(3000, 90);
    assertThat(pace.perSecond()).hasValue(50.0);
  }
}
