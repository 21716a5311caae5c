package io.camus.commit;

import static io.camus.commit.Workplace.OWNER;
import static io.camus.commit.Workplace.RUN;
import static io.camus.commit.Workplace.TOPIC_ID;
import static io.camus.commit.Workplace.mixed;
import static io.camus.commit.Workplace.range;
import static io.camus.commit.Workplace.sets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.LogState.RefusedException;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class LogStateTest {
  private static final LogEntry.Commits FIRST_TEN =
      new LogEntry.Commits(RUN, 0, mixed("clicks", 10, Map.of()));

  private static LogState open() {
    LogState state = LogState.empty();
    state.apply(1, List.of(new LogEntry.Opens(RUN, OWNER), sets("clicks", 0, 0)));
    return state;
  }

  private static void refuses(LogState state, LogEntry entry) {
    assertThatThrownBy(() -> state.copy().apply(entry)).isInstanceOf(RefusedException.class);
  }

  @Test
  void aCommitMovesItsPartitionOn() {
    LogState state = open();
    state.apply(2, List.of(FIRST_TEN));
    assertThat(state.positions())
        .containsEntry(
            new TopicPartition("clicks", 0),
            new PartitionPosition(TOPIC_ID, 0, 10, OptionalInt.empty(), OptionalDouble.of(0)));
    assertThat(state.number()).isEqualTo(2);
  }

  @Test
  void aCommitBringsTheLeaderEpochOfItsLastOffsetAndFitsWhateverThatWasBefore() {
    LogState state = open();
    state.apply(FIRST_TEN);
    PulledGroup next = withEpoch(range("clicks", 10, 12), 5);
    state.apply(new LogEntry.Commits(RUN, 0, next));
    state.apply(new LogEntry.Commits(RUN, 0, withEpoch(range("clicks", 12, 13), 6)));
    assertThat(state.positions())
        .containsEntry(
            new TopicPartition("clicks", 0),
            new PartitionPosition(TOPIC_ID, 0, 13, OptionalInt.of(6), OptionalDouble.of(7)));
  }

  private static PulledGroup withEpoch(OffsetRange range, int epoch) {
    return new PulledGroup(
        List.of(Workplace.pulled(range, 0, Map.of(), OptionalInt.of(epoch), 7 * range.length())),
        List.of(),
        List.of());
  }

  @Test
  void theSameRangeFitsOnce() {
    LogState state = open();
    state.apply(FIRST_TEN);
    refuses(state, FIRST_TEN);
  }

  @Test
  void aRangeFitsOnlyAtItsPositionAndInItsGenerationAndTopic() {
    LogState state = open();
    assertThat(state.fits(range("clicks", 0, 5))).isTrue();
    assertThat(state.fits(range("clicks", 1, 5))).as("a gap").isFalse();
    assertThat(state.fits(range("clicks", 1, 0, 5))).as("another generation").isFalse();
    assertThat(state.fits(range("views", 0, 5))).as("a partition without position").isFalse();
    state.apply(
        new LogEntry.Sets(
            new io.camus.model.NewPosition(
                new TopicPartition("clicks", 0),
                new PartitionPosition(new Uuid(2, 2), 1, 0),
                "made again")));
    assertThat(state.fits(range("clicks", 1, 0, 5))).as("another topic").isFalse();
  }

  @Test
  void aRunIsOpenedOnceClosedOnceAndCommitsInBetween() {
    LogState state = open();
    refuses(state, new LogEntry.Opens(RUN, OWNER));
    state.apply(new LogEntry.Closes(RUN));
    refuses(state, new LogEntry.Closes(RUN));
    refuses(state, FIRST_TEN);
  }

  @Test
  void aSetPositionRaisesTheGeneration() {
    LogState state = open();
    refuses(state, sets("clicks", 0, 50));
    state.apply(sets("clicks", 1, 50));
    assertThat(state.fits(range("clicks", 1, 50, 60))).isTrue();
  }

  @Test
  void recordsHaveNoGaps() {
    LogState state = open();
    assertThatThrownBy(() -> state.apply(3, List.of())).isInstanceOf(RefusedException.class);
  }

  @Test
  void aCopyIsApart() {
    LogState state = open();
    state.copy().apply(FIRST_TEN);
    assertThat(state.fits(range("clicks", 0, 10))).isTrue();
  }
}
