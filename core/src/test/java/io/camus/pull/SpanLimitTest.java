package io.camus.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpanLimitTest {
  private static final long SPAN = 100;
  private static final long FUTURE = 10_000;

  /** Index of the record that the pull ends before, -1 if it does not end. */
  private static int end(long... times) {
    SpanLimit limit = new SpanLimit(SPAN, FUTURE);
    for (int i = 0; i < times.length; i++) {
      if (limit.endsBefore(times[i])) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void theThirdRecordInARowBehindTheSpanEndsThePull() {
    assertThat(end(0, 0, 0, 50, 101, 101, 101, 101)).isEqualTo(6);
  }

  @Test
  void theLastMomentOfTheSpanIsInside() {
    assertThat(end(0, 0, 0, 100, 100, 100, 100)).isEqualTo(-1);
  }

  @Test
  void aRecordInsideTheSpanStartsTheCountAnew() {
    assertThat(end(0, 0, 0, 101, 101, 50, 101, 101, 50)).isEqualTo(-1);
  }

  @Test
  void theSpanBeginsAtTheMedianOfTheFirstThree() {
    assertThat(end(5_000, 0, 10, 111, 111, 111)).as("one wrong time, late").isEqualTo(5);
    assertThat(end(10, -5_000, 20, 111, 111, 111)).as("one wrong time, early").isEqualTo(5);
    assertThat(end(10, -5_000, 20, 110, 110, 110)).isEqualTo(-1);
  }

  @Test
  void oneRecordFromTheFarFutureNeitherEndsNorDisablesTheLimit() {
    assertThat(end(Long.MAX_VALUE, 0, 0, 0, 50, 50)).isEqualTo(-1);
    assertThat(end(Long.MAX_VALUE, 0, 0, 0, 101, Long.MAX_VALUE, 101, 101)).isEqualTo(7);
    assertThat(end(0, 0, 0, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 1)).isEqualTo(-1);
  }

  @Test
  void fewerThanThreeRecordsNeverEnd() {
    assertThat(end(0, 9_000)).isEqualTo(-1);
    assertThat(end()).isEqualTo(-1);
  }

  @Test
  void aLateRecordDoesNotEndThePull() {
    assertThat(end(LongStream.range(0, 50).map(i -> i % 2 == 0 ? 50 : -9_000).toArray()))
        .isEqualTo(-1);
  }
}
