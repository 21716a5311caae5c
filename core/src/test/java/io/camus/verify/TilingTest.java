package io.camus.verify;

import static io.camus.verify.SmallPipeline.range;
import static io.camus.verify.SmallPipeline.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RunOwner;
import io.camus.verify.Violation.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TilingTest {
  private static final OffsetRange FIRST = range("clicks", 0, 5);

  private final Findings findings = new Findings(100);
  private final Tiling tiling = new Tiling(findings);
  private long record;

  @BeforeEach
  void openARun() {
    apply(opens(1), sets(FIRST), commits(1, FIRST));
    assertThat(findings.kept()).isEmpty();
  }

  private void apply(LogEntry... entries) {
    record++;
    for (LogEntry entry : entries) {
      entry.visit(tiling.of(record));
    }
  }

  private static LogEntry opens(int run) {
    return new LogEntry.Opens(run(run), new RunOwner("local", "host", 1, SmallPipeline.NOW));
  }

  private static LogEntry closes(int run) {
    return new LogEntry.Closes(run(run));
  }

  /** The position that a range begins at. */
  private static LogEntry sets(OffsetRange at) {
    return new LogEntry.Sets(
        new NewPosition(
            at.partition(), new PartitionPosition(at.topicId(), at.generation(), at.from()), ""));
  }

  private static LogEntry commits(int run, OffsetRange range) {
    return new LogEntry.Commits(
        run(run),
        0,
        new PulledGroup(
            List.of(
                new PulledRange(
                    range,
                    range.to(),
                    0,
                    Map.of(),
                    0,
                    range.length(),
                    "sum64:0000000000000000",
                    Optional.empty(),
                    OptionalInt.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty())),
            List.of(),
            List.of()));
  }

  private void expect(Kind kind, String place) {
    assertThat(findings.kept())
        .extracting(Violation::kind, it -> it.range().map(OffsetRange::toString).orElse(""))
        .containsExactly(tuple(kind, place));
  }

  @Test
  void rangesThatFollowEachOtherAreFine() {
    apply(commits(1, range("clicks", 5, 7)), closes(1), opens(2));
    apply(sets(range("clicks", 0, 1, 90, 90)), commits(2, range("clicks", 0, 1, 90, 95)));
    assertThat(findings.kept()).isEmpty();
  }

  @Test
  void offsetsThatAreLeftOutAreAGap() {
    apply(commits(1, range("clicks", 8, 9)), commits(1, range("clicks", 9, 10)));
    expect(Kind.GAP, "clicks-0@[5,8)");
  }

  @Test
  void offsetsThatAreCommittedTwiceOverlap() {
    apply(commits(1, range("clicks", 3, 9)), commits(1, range("clicks", 9, 10)));
    expect(Kind.OVERLAP, "clicks-0@[3,5)");
  }

  @Test
  void aRangeOfAnotherGenerationNeedsAPosition() {
    apply(commits(1, range("clicks", 0, 1, 5, 9)));
    expect(Kind.WRONG_GENERATION, "clicks-0@[5,9) generation 1");
  }

  @Test
  void aRangeOfAnotherTopicOfTheNameNeedsAPosition() {
    OffsetRange other = new OffsetRange(FIRST.partition(), new Uuid(8, 8), 0, 5, 9);
    apply(commits(1, other));
    expect(Kind.WRONG_GENERATION, "clicks-0@[5,9)");
  }

  @Test
  void aPartitionWithoutAPositionAcceptsNothing() {
    apply(commits(1, range("other", 0, 9)));
    expect(Kind.WRONG_GENERATION, "other-0@[0,9)");
  }

  @Test
  void aPositionIsSetAnewWithAHigherGenerationOnly() {
    apply(sets(range("clicks", 0, 0, 9, 9)));
    expect(Kind.WRONG_GENERATION, "clicks-0@[9,9)");
  }

  @Test
  void aRunThatIsNotOpenCommitsNothing() {
    apply(commits(2, range("clicks", 5, 9)));
    expect(Kind.WRONG_RUN, "clicks-0@[5,9)");
  }

  @Test
  void aRunClosesOnce() {
    apply(closes(1), closes(1));
    expect(Kind.WRONG_RUN, "");
  }

  @Test
  void aRunOpensOnce() {
    apply(opens(1));
    expect(Kind.WRONG_RUN, "");
  }

  @Test
  void aLostRecordMayHaveOpenedRunsAndSetPositions() {
    tiling.lost();
    apply(commits(2, range("other", 4, 9)), closes(3), commits(2, range("clicks", 0, 1, 50, 60)));
    assertThat(findings.kept()).isEmpty();
  }

  @Test
  void aLostRecordExplainsNoOverlap() {
    tiling.lost();
    apply(commits(1, range("clicks", 4, 9)));
    expect(Kind.OVERLAP, "clicks-0@[4,5)");
  }
}
