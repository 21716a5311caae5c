package io.camus.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.LeftOut;
import io.camus.model.LeftOut.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LeftOutCounterTest {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final long MINUTE = 60_000;

  private static TaskCounters counters(int most) {
    return new TaskCounters(Optional.of(new Counting(WINDOW, topic -> false, most)));
  }

  private static LeftOut row(
      int partition, Reason reason, OptionalLong window, long first, long last, long count) {
    return new LeftOut(partition, reason, window, first, last, count);
  }

  @Test
  void recordsAreCountedByPartitionReasonAndWindowWithTheirOffsets() {
    LeftOutCounter counter = counters(100).leftOut();
    counter.add(1, Reason.MALFORMED, 3 * MINUTE, 17);
    counter.addOld(0, -MINUTE, 5);
    counter.add(1, Reason.MALFORMED, 9 * MINUTE, 12);
    counter.add(1, Reason.MALFORMED, 10 * MINUTE, 18);
    counter.add(1, Reason.NULL_VALUE, 3 * MINUTE, 19);

    assertThat(counter.rows())
        .containsExactly(
            row(0, Reason.HISTORY_LIMIT, OptionalLong.of(-10 * MINUTE), 5, 5, 1),
            row(1, Reason.MALFORMED, OptionalLong.of(0), 12, 17, 2),
            row(1, Reason.MALFORMED, OptionalLong.of(10 * MINUTE), 18, 18, 1),
            row(1, Reason.NULL_VALUE, OptionalLong.of(0), 19, 19, 1));
  }

  @Test
  void aRecordWithoutATimeIsInNoWindow() {
    LeftOutCounter counter = counters(100).leftOut();
    counter.add(0, Reason.NO_EVENT_TIME, -1, 7);

    assertThat(counter.rows())
        .containsExactly(row(0, Reason.NO_EVENT_TIME, OptionalLong.empty(), 7, 7, 1));
  }

  @Test
  void windowsBeyondTheBoundOfTheTaskAreCountedTogetherAndReported() {
    TaskCounters counters = counters(2);
    LeftOutCounter one = counters.leftOut();
    LeftOutCounter other = counters.leftOut();
    one.addOld(0, 0, 1);
    other.addOld(3, 0, 1);
    one.addOld(0, 20 * MINUTE, 2);
    one.addOld(0, 40 * MINUTE, 3);
    one.addOld(0, MINUTE, 4);

    assertThat(one.rows())
        .containsExactly(
            row(0, Reason.HISTORY_LIMIT, OptionalLong.empty(), 2, 3, 2),
            row(0, Reason.HISTORY_LIMIT, OptionalLong.of(0), 1, 4, 2));
    assertThat(counters.notices())
        .singleElement()
        .asString()
        .startsWith("2 rejected or skipped records are counted without their window");
  }

  @Test
  void nothingIsCountedIfCountsAreOff() {
    LeftOutCounter counter = new TaskCounters(Optional.empty()).leftOut();
    counter.addOld(0, 0, 1);
    counter.add(0, Reason.MALFORMED, 0, 2);

    assertThat(counter.rows()).isEmpty();
  }
}
