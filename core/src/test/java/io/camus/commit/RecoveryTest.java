package io.camus.commit;

import static io.camus.commit.Workplace.GENEROUS;
import static io.camus.commit.Workplace.OWNER;
import static io.camus.commit.Workplace.RUN;
import static io.camus.commit.Workplace.append;
import static io.camus.commit.Workplace.range;
import static io.camus.commit.Workplace.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunLiveness.Answer;
import io.camus.commit.ScriptedStore.Call;
import io.camus.model.LogEntry;
import io.camus.model.Problem;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.StorageException;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final Workplace place = new Workplace();
  private CommitLog log;

  @BeforeEach
  void open() throws IOException {
    place.opened();
    place.write(place.layout.plan(RUN), "the plan");
    place.finishTask(RUN, 0, place.pulled(RUN, "attempt-0", range("clicks", 0, 10)));
    log = place.log();
  }

  private Recovery recovery(Answer answer, Duration later) {
    return recovery((run, owner) -> answer, later);
  }

  private Recovery recovery(RunLiveness liveness, Duration later) {
    return new Recovery(
        place.store,
        place.layout,
        log,
        new Recovery.Parts(GENEROUS, liveness, SILENCE, OneByOne.CALLS),
        Clock.fixed(Workplace.NOW.plus(later), ZoneOffset.UTC));
  }

  private boolean committed() {
    return !place.log().state().fits(range("clicks", 0, 10));
  }

  @Test
  void whatADeadRunsTasksHadFinishedIsCommittedAndTheRunClosed() {
    Recovery recovery = recovery(Answer.DEAD, Duration.ZERO);
    assertThat(recovery.closeDeadRuns(LiveRuns.RESPECT)).isEmpty();
    assertThat(committed()).isTrue();
    assertThat(place.log().state().openRuns()).isEmpty();
    assertThat(recovery.done())
        .singleElement()
        .asString()
        .contains(RUN.value(), "messages 10, rejected 0");
  }

  @Test
  void aLiveRunIsLeftAlone() {
    assertThat(recovery(Answer.ALIVE, Duration.ofDays(1)).closeDeadRuns(LiveRuns.RESPECT))
        .contains(RUN);
    assertThat(committed()).isFalse();
    assertThat(place.log().state().openRuns()).containsOnlyKeys(RUN);
  }

  @Test
  void aLiveRunIsClosedWhenSomebodyAsksForIt() {
    assertThat(recovery(Answer.ALIVE, Duration.ZERO).closeDeadRuns(LiveRuns.TAKE_OVER)).isEmpty();
    assertThat(committed()).isTrue();
  }

  /** A run that lives, and what happens to its tasks. */
  private record Living(Supplier<List<String>> end) implements RunLiveness {
    @Override
    public Answer ask(RunId run, RunOwner owner) {
      return Answer.ALIVE;
    }

    @Override
    public List<String> endTasks(RunId run, RunOwner owner) {
      return end.get();
    }
  }

  @Test
  void tasksOfARunThatIsTakenOverAreEndedOnceTheLogShowsItClosed() {
    Recovery recovery =
        recovery(
            new Living(
                () -> {
                  assertThat(place.log().state().openRuns()).isEmpty();
                  return List.of("application_1_2");
                }),
            Duration.ZERO);
    assertThat(recovery.closeDeadRuns(LiveRuns.TAKE_OVER)).isEmpty();
    assertThat(recovery.done()).hasSize(2).last().asString().contains("application_1_2", "killed");
  }

  @Test
  void tasksThatCannotBeEndedStopNobody() {
    Recovery recovery =
        recovery(
            new Living(
                () -> {
                  throw new StorageException("no answer");
                }),
            Duration.ZERO);
    assertThat(recovery.closeDeadRuns(LiveRuns.TAKE_OVER)).isEmpty();
    assertThat(committed()).isTrue();
    assertThat(recovery.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Problem.Severity.NOTICE);
              assertThat(problem.message()).contains("no answer");
            });
  }

  @Test
  void tasksOfARunThatIsLeftAloneAreLeftAlone() {
    Living living =
        new Living(
            () -> {
              throw new AssertionError("they work");
            });
    assertThat(recovery(living, Duration.ZERO).closeDeadRuns(LiveRuns.RESPECT)).contains(RUN);
  }

  @Test
  void whereNobodyKnowsTheAgeOfTheHeartbeatDecides() throws IOException {
    new Heartbeat(place.memory, place.layout, RUN).beat();
    Duration justYoungEnough = SILENCE.minusMillis(1);
    assertThat(recovery(Answer.UNKNOWN, justYoungEnough).closeDeadRuns(LiveRuns.RESPECT))
        .contains(RUN);
    assertThat(recovery(Answer.UNKNOWN, SILENCE).closeDeadRuns(LiveRuns.RESPECT)).isEmpty();
    assertThat(committed()).isTrue();
  }

  @Test
  void aHeartbeatOfBeforeTheClockWasSetBackIsNoSignOfLife() throws IOException {
    new Heartbeat(place.memory, place.layout, RUN).beat();
    Duration aLittle = SILENCE.minusMillis(1).negated();
    assertThat(recovery(Answer.UNKNOWN, aLittle).closeDeadRuns(LiveRuns.RESPECT)).contains(RUN);
    assertThat(recovery(Answer.UNKNOWN, SILENCE.negated()).closeDeadRuns(LiveRuns.RESPECT))
        .isEmpty();
    assertThat(committed()).isTrue();
  }

  @Test
  void withoutAHeartbeatTheRunsBeginDecides() {
    assertThat(recovery(Answer.UNKNOWN, Duration.ofMinutes(9)).closeDeadRuns(LiveRuns.RESPECT))
        .contains(RUN);
    assertThat(recovery(Answer.UNKNOWN, SILENCE).closeDeadRuns(LiveRuns.RESPECT)).isEmpty();
  }

  @Test
  void aRunThatLeftNothingIsClosed() {
    append(log, new LogEntry.Opens(run(2), OWNER));
    recovery(Answer.DEAD, Duration.ZERO).closeDeadRuns(LiveRuns.RESPECT);
    assertThat(place.log().state().openRuns()).isEmpty();
  }

  @Test
  void itIsRepeatedUntilTheLogShowsTheRunClosed() {
    CommitLog other = place.log(place.memory);
    place.store.before(
        Call.RENAME,
        "00000000000000000002.json",
        () -> append(other, new LogEntry.Opens(run(2), OWNER)));
    recovery(Answer.DEAD, Duration.ZERO).closeDeadRuns(LiveRuns.RESPECT);
    assertThat(committed()).isTrue();
    assertThat(place.log().state().openRuns()).doesNotContainKey(RUN);
  }

  @Test
  void aRunThatSomebodyElseRecoversIsDone() {
    CommitLog other = place.log(place.memory);
    place.store.before(
        Call.RENAME,
        "00000000000000000002.json",
        () -> OneByOne.runCommit(place.memory, place.layout, other, GENEROUS, RUN).close());
    Recovery recovery = recovery(Answer.DEAD, Duration.ZERO);
    assertThat(recovery.closeDeadRuns(LiveRuns.RESPECT)).isEmpty();
    assertThat(recovery.done()).isEmpty();
    assertThat(place.log().state().number()).isEqualTo(2);
  }

  @Test
  void aHeartbeatThatFailedAmbiguouslyDoesNotStopTheNext() throws IOException {
    Heartbeat heartbeat = new Heartbeat(place.store, place.layout, RUN);
    heartbeat.beat();
    place.store.after(Call.CREATE, "heartbeat-2", ScriptedStore.fail());
    try {
      heartbeat.beat();
    } catch (IOException e) {
      assertThat(e).hasMessage("timed out");
    }
    heartbeat.beat();
    assertThat(place.exists(place.layout.run(RUN).child("heartbeat-3"))).isTrue();
  }

  @Test
  void aDeadRunIsAdoptedAlthoughAnotherIsAlive() throws IOException {
    append(log, new LogEntry.Opens(run(2), OWNER));
    Recovery recovery =
        new Recovery(
            place.store,
            place.layout,
            log,
            new Recovery.Parts(
                GENEROUS,
                (run, owner) -> run.equals(RUN) ? Answer.DEAD : Answer.ALIVE,
                SILENCE,
                OneByOne.CALLS),
            place.clock);

    assertThat(recovery.closeDeadRuns(LiveRuns.RESPECT)).contains(run(2));
    assertThat(committed()).isTrue();
    assertThat(place.log().state().openRuns()).containsOnlyKeys(run(2));
    assertThat(recovery.openRuns())
        .extracting(OpenRun::fate)
        .containsExactly(OpenRun.Fate.DEAD, OpenRun.Fate.ALIVE);
  }

  @Test
  void aSecondTryAfterAFailureTellsOfEachRunOnce() throws IOException {
    append(log, new LogEntry.Opens(run(2), OWNER));
    Recovery recovery =
        recovery((run, owner) -> run.equals(RUN) ? Answer.ALIVE : Answer.DEAD, Duration.ZERO);
    for (int closes = 0; closes < 2 * 10; closes++) { // A failed write is closed once more.
      place.store.before(Call.CLOSE, "", ScriptedStore.fail());
    }
    assertThatThrownBy(() -> recovery.closeDeadRuns(LiveRuns.RESPECT))
        .isInstanceOf(StorageException.class);

    assertThat(recovery.closeDeadRuns(LiveRuns.RESPECT)).contains(RUN);

    assertThat(recovery.openRuns())
        .extracting(OpenRun::fate)
        .containsExactly(OpenRun.Fate.ALIVE, OpenRun.Fate.DEAD);
    assertThat(recovery.done()).hasSize(1);
  }

  @Test
  void itTellsWhatADeadRunHeldAndHowMuchOfItFitted() throws IOException {
    place.finishTask(RUN, 1, place.pulled(RUN, "attempt-1", range("clicks", 12, 20)));
    Recovery recovery = recovery(Answer.DEAD, Duration.ZERO);
    recovery.closeDeadRuns(LiveRuns.RESPECT);

    assertThat(recovery.openRuns())
        .singleElement()
        .satisfies(
            open -> {
              assertThat(open.why()).contains("process 1 on host host", "has ended");
              assertThat(open.adoption())
                  .contains(
                      new OpenRun.Adoption(
                          2, 2, new Amount(2, 18, 18, 0, 2), new Amount(1, 10, 10, 0, 1)));
            });
  }

  @Test
  void whereNobodyKnowsItTellsTheLastSignOfLife() {
    Recovery recovery = recovery(Answer.UNKNOWN, Duration.ofMinutes(9));
    recovery.closeDeadRuns(LiveRuns.RESPECT);

    assertThat(recovery.openRuns())
        .singleElement()
        .extracting(OpenRun::why)
        .asString()
        .contains("2026-11-22T14:05:59Z", "600 s");
  }

  @Test
  void aRunThatWasOpenedSinceIsSeen() throws IOException {
    append(place.log(place.memory), new LogEntry.Opens(run(2), OWNER));
    recovery(Answer.DEAD, Duration.ZERO).closeDeadRuns(LiveRuns.RESPECT);
    assertThat(place.log().state().openRuns()).isEmpty();
  }

  @Test
  void whatCannotBeCommittedIsTold() throws IOException {
    place.write(new StorePath("/data/clicks/hourly/clicks+0+10.g0"), "a stranger's");
    Recovery recovery = recovery(Answer.DEAD, Duration.ZERO);
    recovery.closeDeadRuns(LiveRuns.RESPECT);
    assertThat(recovery.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("clicks-0@[0,10)"));
    assertThat(committed()).isFalse();
  }

  @Test
  void onlyTheLastHeartbeatStays() throws IOException {
    Heartbeat heartbeat = new Heartbeat(place.store, place.layout, RUN);
    List<String> closed = new ArrayList<>();
    place.store.after(Call.CLOSE, "heartbeat-2", () -> closed.add("it"));
    for (int i = 0; i < 3; i++) {
      heartbeat.beat();
    }
    assertThat(closed).hasSize(1);
    assertThat(place.memory.names(place.layout.run(RUN)))
        .containsExactly("attempts", "heartbeat-3", "plan", "tasks");
  }

  @Test
  void aRunThatWasCleanedUpHasNoHeartbeat() throws IOException {
    Heartbeat heartbeat = new Heartbeat(place.store, place.layout, RUN);
    heartbeat.beat();
    place.memory.deleteAll(place.layout.run(RUN));
    heartbeat.beat();
    assertThat(place.exists(place.layout.run(RUN))).isFalse();
  }

  @Test
  void onlyHeartbeatsAreSignsOfLife() throws IOException {
    assertThat(Heartbeat.last(place.memory, place.layout, RUN)).isEmpty();
    new Heartbeat(place.memory, place.layout, RUN).beat();
    assertThat(Heartbeat.last(place.memory, place.layout, RUN)).contains(Workplace.NOW);
  }

  @Test
  void theOwnerIsNamedInWords() {
    assertThat(new RunOwner("yarn", "nn1", 4711, Workplace.NOW).inWords())
        .isEqualTo("process 4711 on host nn1, tasks on yarn");
  }
}
