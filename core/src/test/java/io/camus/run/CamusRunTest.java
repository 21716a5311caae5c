package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunLiveness;
import io.camus.engine.Engine;
import io.camus.model.CommitRecord;
import io.camus.model.ExitCode;
import io.camus.model.LogEntry;
import io.camus.model.Problem;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.model.RunInProgressException;
import io.camus.model.SourceException;
import io.camus.model.StartPosition;
import io.camus.model.StorageException;
import io.camus.report.Rejection;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import io.camus.report.SummaryFile;
import io.camus.run.FaultyStore.Fault;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CamusRunTest {
  private static final long T = World.NOW.toEpochMilli() - 3_600_000;

  private final World world;

  CamusRunTest() throws IOException {
    world = new World();
  }

  private void produce(String topic, int partition, int good, int bad) {
    for (int i = 0; i < good; i++) {
      world.kafka.produce(topic, partition, T + i, "good " + i);
    }
    for (int i = 0; i < bad; i++) {
      world.kafka.produce(topic, partition, T + i, "\u00ff bad " + i);
    }
  }

  private static World.Driver plain() {
    return World.Driver.plain(LiveRuns.RESPECT);
  }

  private RunSummary run(World.Driver driver, Engine engine) {
    return world.run(world.store, driver, engine);
  }

  private RunSummary run() {
    return run(plain(), ScriptedEngine.ofAllTasks(world));
  }

  private CommitLog log() {
    return new CommitLog(
        world.store,
        world.layout,
        RunId.create(World.NOW, new Random(99)),
        Optional.empty(),
        world.clock,
        new Random(99));
  }

  private Optional<Long> next(String topic) {
    return Optional.ofNullable(log().state().positions().get(new TopicPartition(topic, 0)))
        .map(position -> position.next());
  }

  private static TopicSummary topic(RunSummary summary, String name) {
    return summary.topics().stream().filter(it -> it.topic().equals(name)).findAny().orElseThrow();
  }

  @Test
  void finishedTopicsAreCommittedAndPublishedWhileOthersStillWork() {
    produce("fast", 0, 5, 0);
    produce("slow", 0, 5, 0);
    List<Long> seen = new ArrayList<>();
    ScriptedEngine engine =
        new ScriptedEngine(world)
            .onWait(it -> it.finish(0))
            .onWait(
                it -> {
                  seen.add(next("fast").orElseThrow());
                  seen.add(next("slow").orElseThrow());
                  assertThat(world.store.files().keySet())
                      .extracting(StorePath::name)
                      .contains("fast+0+0+5+5.txt");
                  it.finish(1);
                });
    RunSummary summary = run(plain().committingEvery(Duration.ZERO), engine);
    assertThat(seen).containsExactly(5L, 0L);
    assertThat(summary.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(summary.commits()).hasSizeGreaterThan(1);
    world.checkAll();
  }

  @ParameterizedTest
  @EnumSource(FaultyCode.class)
  void aTopicWhoseCodeThrowsIsToldWithItsPlaceAndTheOthersAreCommitted(FaultyCode place) {
    produce("ill", 0, 5, 0);
    produce("well", 0, 5, 1);
    place.prepare(world);
    world.code = place.in("ill", 0);
    ScriptedEngine engine = ScriptedEngine.ofAllTasks(world);

    RunSummary summary = run(plain(), engine);

    assertThat(summary.exitCode()).isEqualTo(ExitCode.BUG);
    assertThat(topic(summary, "well").messages()).isEqualTo(5);
    assertThat(topic(summary, "ill").lag()).isEqualTo(5);
    assertThat(next("well")).contains(6L);
    assertThat(summary.problems())
        .filteredOn(problem -> problem.severity() == Problem.Severity.BUG)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.where()).isEqualTo("ill");
              assertThat(problem.message())
                  .startsWith("1 partition not pulled to the end (ill-0@0): ")
                  .contains("IllegalStateException: a defect", "this is a bug in Camus");
            });
    world.code = topic -> topic;
    assertThat(run().exitCode()).isEqualTo(ExitCode.OK);
    world.checkAll();
  }

  @Test
  void aRunThatAnotherDriverClosedKillsItsJobAndCommitsNoMore() {
    produce("clicks", 0, 5, 0);
    ScriptedEngine engine =
        new ScriptedEngine(world)
            .onWait(
                it -> {
                  it.finish(0);
                  log().append(state -> List.of(new LogEntry.Closes(it.run())));
                })
            .onWait(
                it -> {
                  throw new AssertionError("it was killed");
                });
    RunSummary summary = run(plain().committingEvery(Duration.ZERO), engine);
    assertThat(engine.wasKilled()).isTrue();
    assertThat(next("clicks")).contains(0L);
    assertThat(summary.exitCode()).isEqualTo(ExitCode.OUTSIDE);
    assertThat(summary.problems())
        .anyMatch(problem -> problem.message().contains("took over this run and committed"));
    run();
    world.checkAll();
  }

  @Test
  void whatFinishedIsCommittedWhenTheJobFails() {
    produce("first", 0, 5, 0);
    produce("second", 0, 5, 0);
    ScriptedEngine engine =
        new ScriptedEngine(world)
            .onWait(it -> it.finish(0))
            .onWait(it -> it.fail("task 1: out of luck"));
    RunSummary summary = run(plain(), engine);
    assertThat(next("first")).contains(5L);
    assertThat(next("second")).contains(0L);
    assertThat(summary.exitCode()).isEqualTo(ExitCode.OUTSIDE);
    assertThat(summary.problems())
        .anyMatch(problem -> problem.message().equals("task 1: out of luck"));
    assertThat(topic(summary, "first").lag()).isZero();
    assertThat(topic(summary, "second").lag()).isEqualTo(5);
    assertThat(run().exitCode()).isEqualTo(ExitCode.OK);
    world.checkAll();
  }

  @Test
  void aTaskThatDidNotFinishIsReportedAlsoWhenTheEngineIsSilent() {
    produce("clicks", 0, 5, 0);
    RunSummary summary = run(plain(), new ScriptedEngine(world));
    assertThat(summary.exitCode()).isEqualTo(ExitCode.OUTSIDE);
    assertThat(summary.problems()).anyMatch(it -> it.message().startsWith("1 of 1 tasks"));
  }

  @Test
  void aProblemOfAnEarlierStageDoesNotHideThatATaskDidNotFinish() {
    produce("clicks", 0, 5, 0);
    Store dying =
        new FaultyStore(
            world.store, Directions.none().atChange("^/data/", Fault.CRASH_BEFORE), () -> {});
    assertThatThrownBy(() -> world.run(dying, plain(), ScriptedEngine.ofAllTasks(world)))
        .isInstanceOf(FaultyStore.CrashError.class);
    produce("clicks", 0, 5, 0);

    RunSummary summary =
        world.run(
            failing(world.store, path -> path.startsWith("/data/")),
            plain(),
            new ScriptedEngine(world));

    assertThat(summary.problems())
        .extracting(Problem::message)
        .anyMatch(it -> it.startsWith("cannot be published now"))
        .anyMatch(it -> it.startsWith("1 of 1 tasks did not finish"));
  }

  @Test
  void aRecordThatWasNotKnownToBeInTheLogIsInTheFigures() {
    produce("fast", 0, 5, 0);
    produce("slow", 0, 4, 0);
    ScriptedEngine engine =
        new ScriptedEngine(world).onWait(it -> it.finish(0)).onWait(it -> it.finish(1));
    String second = "/commits/[0-9]+/0*2[.]json$";
    Directions directions = Directions.none().atChange(second, Fault.AMBIGUOUS);
    for (int looks = 0; looks < 10; looks++) {
      directions.atLook(second, Fault.FAILS);
    }

    RunSummary summary =
        world.run(
            new FaultyStore(world.store, directions, () -> {}),
            plain().committingEvery(Duration.ZERO),
            engine);

    assertThat(summary.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(topic(summary, "fast").messages()).isEqualTo(5);
    assertThat(topic(summary, "slow").messages()).isEqualTo(4);
    assertThat(summary.commits()).contains(2L).hasSizeGreaterThan(1);
    world.checkAll();
  }

  @Test
  void anEngineThatCannotStartClosesItsRun() {
    produce("clicks", 0, 5, 0);
    RunSummary summary =
        run(
            plain(),
            (run, splits) -> {
              throw new SourceException("no cluster");
            });
    assertThat(summary.exitCode()).isEqualTo(ExitCode.OUTSIDE);
    assertThat(summary.problems()).anyMatch(it -> it.message().equals("no cluster"));
    assertThat(log().state().openRuns()).isEmpty();
    run();
    world.checkAll();
  }

  @Test
  void anInterruptWhileTheJobStartsDoesNotReachTheCommit() {
    produce("clicks", 0, 5, 0);
    Store store =
        new FaultyStore(
            world.store,
            (change, path) ->
                Thread.currentThread().isInterrupted()
                    ? Optional.of(Fault.FAILS)
                    : Optional.empty(),
            () -> {});
    RunSummary summary =
        world.run(
            store,
            plain(),
            (run, splits) -> {
              Thread.currentThread().interrupt();
              throw new StorageException("interrupted while the job was started", null);
            });
    assertThat(summary.exitCode()).isEqualTo(ExitCode.OUTSIDE);
    assertThat(summary.problems())
        .extracting(Problem::message)
        .anyMatch(it -> it.startsWith("interrupted; the work of finished tasks"));
    assertThat(log().state().openRuns()).isEmpty();
    assertThat(Thread.interrupted()).isFalse();
    run();
    world.checkAll();
  }

  /** A store whose changes to some paths fail. */
  private static Store failing(MemoryStore store, Predicate<String> paths) {
    return new FaultyStore(
        store,
        (change, path) ->
            change >= 0 && paths.test(path.value()) ? Optional.of(Fault.FAILS) : Optional.empty(),
        () -> {});
  }

  @Test
  void aCommitThatFailsIsReportedBesideWhatTheTasksSayAndMadeByTheNextRun() {
    produce("clicks", 0, 5, 0);
    boolean[] full = new boolean[1];
    ScriptedEngine engine =
        new ScriptedEngine(world)
            .onWait(
                it -> {
                  it.finish(0);
                  it.fail("task 1: no space left");
                  full[0] = true;
                });
    Store store = failing(world.store, path -> full[0] && path.contains("/commits/"));
    RunSummary summary = world.run(store, plain(), engine);
    assertThat(summary.exitCode()).isEqualTo(ExitCode.OUTSIDE);
    assertThat(summary.problems())
        .extracting(Problem::message)
        .contains("task 1: no space left")
        .anyMatch(it -> it.contains("/commits") && it.endsWith("the next run commits it"));
    assertThat(summary.commits()).isEmpty();
    assertThat(next("clicks")).contains(0L);
    assertThat(run().recovered()).hasSize(1);
    assertThat(next("clicks")).contains(5L);
    world.checkAll();
  }

  @Test
  void aCleanUpThatFailsDoesNotHideWhatWasCommitted() {
    produce("clicks", 0, 5, 0);
    Store store = failing(world.store, path -> path.startsWith("/camus/history"));
    RunSummary summary = world.run(store, plain(), ScriptedEngine.ofAllTasks(world));
    assertThat(summary.exitCode()).isEqualTo(ExitCode.OUTSIDE);
    assertThat(topic(summary, "clicks").messages()).isEqualTo(5);
    run();
    world.checkAll();
  }

  /** What the run that was summed up says of the history. */
  private static List<Problem> ofTheHistory(RunSummary summary) {
    return summary.problems().stream().filter(it -> it.where().startsWith("history ")).toList();
  }

  @Test
  void aHistoryThatCannotBeShortenedIsAWarningInTheSummaryThatIsKept() throws IOException {
    produce("clicks", 0, 5, 0);
    RunId old = run().run().orElseThrow();
    produce("clicks", 0, 5, 0);
    Store store = failing(world.store, path -> path.startsWith(world.layout.history(old).value()));
    World.Driver driver = plain().keepingHistory(0);

    RunSummary summary = world.run(store, driver, ScriptedEngine.ofAllTasks(world));

    assertThat(summary.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(ofTheHistory(summary))
        .containsExactly(
            new Problem(
                Problem.Severity.WARNING,
                "history /camus/history",
                "old runs cannot be deleted: did not take effect; the next run will retry"));
    StorePath history = world.layout.history(summary.run().orElseThrow());
    assertThat(SummaryFile.read(world.store, history)).contains(summary);
    produce("clicks", 0, 5, 0);
    assertThat(ofTheHistory(run(driver, ScriptedEngine.ofAllTasks(world)))).isEmpty();
    assertThat(world.store.names(world.layout.history(old))).isEmpty();
  }

  @Test
  void aSummaryThatCannotBeKeptIsANoticeAndOldHistoryIsDeletedAllTheSame() throws IOException {
    produce("clicks", 0, 5, 0);
    RunId old = run().run().orElseThrow();
    produce("clicks", 0, 5, 0);
    Store store =
        failing(world.store, path -> path.endsWith("/summary.json") && !path.contains(old.value()));

    RunSummary summary =
        world.run(store, plain().keepingHistory(0), ScriptedEngine.ofAllTasks(world));

    assertThat(summary.exitCode()).isEqualTo(ExitCode.OK);
    StorePath history = world.layout.history(summary.run().orElseThrow());
    assertThat(ofTheHistory(summary))
        .containsExactly(
            new Problem(
                Problem.Severity.NOTICE,
                "history " + history,
                "the summary cannot be saved: did not take effect; camus history shows what the"
                    + " commit log has about this run"));
    assertThat(world.store.names(world.layout.history(old))).isEmpty();
  }

  @Test
  void samplesThatCannotBeReadAreANotice() {
    produce("clicks", 0, 9, 1);
    Store store =
        new FaultyStore(
            world.store,
            Directions.none().atLook("^/camus/history/.*/rejected-", Fault.FAILS),
            () -> {});

    RunSummary summary = world.run(store, plain(), ScriptedEngine.ofAllTasks(world));

    assertThat(summary.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(ofTheHistory(summary))
        .extracting(Problem::message)
        .containsExactly("samples of rejected records cannot be read: no answer");
    assertThat(summary.rejections())
        .singleElement()
        .satisfies(row -> assertThat(row.sample()).isEmpty());
  }

  @Test
  void theBudgetIsJudgedOverAllTasksOfATopic() {
    produce("even", 0, 2, 6);
    produce("even", 1, 8, 0);
    produce("worse", 0, 2, 6);
    produce("worse", 1, 3, 1);
    RunSummary summary = run();
    assertThat(topic(summary, "even").lag()).as("6 of 16 are bad").isZero();
    assertThat(topic(summary, "even").rejected()).isEqualTo(6);
    assertThat(topic(summary, "worse").lag()).as("7 of 12 are bad").isEqualTo(12);
    assertThat(topic(summary, "worse").messages()).isZero();
    assertThat(next("worse")).contains(0L);
    assertThat(summary.exitCode()).isEqualTo(ExitCode.DATA);
  }

  @Test
  void rejectedRecordsWithinTheBudgetAreNamedAndFailTheRunOnlyIfAsked() {
    produce("clicks", 0, 9, 1);
    RunSummary summary = run();
    assertThat(summary.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(summary.problems())
        .extracting(Problem::message)
        .containsExactly("1 of 10 records rejected (10.000 %)");
    assertThat(summary.faults()).isEqualTo(1);
    assertThat(summary.rejections())
        .containsExactly(
            new Rejection(
                "clicks",
                RejectionCause.MALFORMED,
                1,
                10,
                true,
                Optional.of(
                    new Rejection.Sample(
                        "clicks-0@9", "byte 0 of 7 is not UTF-8", Optional.empty()))));
    produce("clicks", 0, 9, 1);
    assertThat(run(plain().failingOnErrors(), ScriptedEngine.ofAllTasks(world)).exitCode())
        .isEqualTo(ExitCode.DATA);
    world.checkAll();
  }

  /** Counts that can be made to fail. */
  private static final class Posting implements CountsStep {
    private final List<Long> posted = new ArrayList<>();
    private boolean failing;

    @Override
    public Duration window() {
      return Duration.ofMinutes(10);
    }

    @Override
    public void publish(CommitRecord record, RunId by) {
      if (failing) {
        throw new SourceException("no broker");
      }
      posted.add(record.number());
    }
  }

  @Test
  void countsArePostedOncePerRecordAndAgainAfterAFailedPost() {
    Posting posting = new Posting();
    posting.failing = true;
    produce("clicks", 0, 5, 0);
    RunSummary failed = world.run(world.store, plain(), ScriptedEngine.ofAllTasks(world), posting);
    assertThat(failed.exitCode()).isEqualTo(ExitCode.OUTSIDE);
    assertThat(topic(failed, "clicks").lag()).as("data are committed").isZero();
    posting.failing = false;
    RunSummary idle = world.run(world.store, plain(), ScriptedEngine.ofAllTasks(world), posting);
    assertThat(idle.run()).isEmpty();
    assertThat(posting.posted).isEqualTo(failed.commits());
    produce("clicks", 0, 5, 0);
    RunSummary next = world.run(world.store, plain(), ScriptedEngine.ofAllTasks(world), posting);
    assertThat(posting.posted).hasSize(2).containsAll(next.commits());
  }

  @Test
  void theSummaryHasTheFiguresOfEachTopic() {
    produce("clicks", 0, 5, 1);
    produce("clicks", 1, 3, 0);
    world.kafka.hole("clicks", 1);
    produce("views", 0, 2, 0);
    RunSummary summary = run();
    TopicSummary clicks = topic(summary, "clicks");
    assertThat(clicks.partitions()).isEqualTo(2);
    assertThat(clicks.messages()).isEqualTo(8);
    assertThat(clicks.rejected()).isEqualTo(1);
    assertThat(clicks.files()).isEqualTo(2);
    assertThat(clicks.lag()).isZero();
    assertThat(clicks.firstEvent()).contains(Instant.ofEpochMilli(T));
    assertThat(clicks.lastEvent()).contains(Instant.ofEpochMilli(T + 4));
    assertThat(summary.emptyTopics()).isZero();
    produce("views", 0, 1, 0);
    assertThat(run().emptyTopics()).isEqualTo(1);
  }

  @Test
  void aRunWithNothingToDoOpensNoRun() {
    produce("clicks", 0, 1, 0);
    run();
    RunSummary idle = run();
    assertThat(idle.run()).isEmpty();
    assertThat(idle.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(idle.emptyTopics()).isEqualTo(1);
  }

  @Test
  void aPartitionThatStartsAtTheLatestIsFixedAtFirstSight() {
    produce("clicks", 0, 5, 0);
    World.Driver latest = plain().startingAt(new StartPosition.Latest());
    assertThat(run(latest, ScriptedEngine.ofAllTasks(world)).run()).isEmpty();
    assertThat(next("clicks")).contains(5L);
    produce("clicks", 0, 3, 0);
    RunSummary summary = run(latest, ScriptedEngine.ofAllTasks(world));
    assertThat(topic(summary, "clicks").messages()).isEqualTo(3);
    assertThat(next("clicks")).contains(8L);
    world.checkAll();
  }

  @Test
  void aRunBesideALiveOneIsRefusedAndTouchesNothing() {
    produce("clicks", 0, 5, 0);
    ScriptedEngine engine =
        ScriptedEngine.ofAllTasks(world)
            .onWait(
                it -> {
                  var before = world.store.files().keySet();
                  assertThatThrownBy(
                          () ->
                              run(
                                  plain().believing(RunLiveness.Answer.ALIVE),
                                  new ScriptedEngine(world)))
                      .isInstanceOf(RunInProgressException.class)
                      .hasMessageContaining(it.run().value());
                  assertThat(world.store.files().keySet()).isEqualTo(before);
                });
    assertThat(run(plain(), engine).exitCode()).isEqualTo(ExitCode.OK);
    world.checkAll();
  }

  @Test
  void whatADeadRunFinishedIsRecoveredNotPulledAgain() {
    produce("clicks", 0, 5, 0);
    ScriptedEngine dying =
        ScriptedEngine.ofAllTasks(world)
            .onWait(
                it -> {
                  throw new FaultyStore.CrashError();
                });
    assertThatThrownBy(() -> run(plain(), dying)).isInstanceOf(FaultyStore.CrashError.class);
    RunSummary next = run(plain(), new ScriptedEngine(world));
    assertThat(next.run()).as("nothing left to pull").isEmpty();
    assertThat(next.recovered()).hasSize(1);
    world.checkAll();
  }

  @Test
  void theHistoryKeepsThePlanTheSummaryAndTheFilesOfEachTask() {
    produce("clicks", 0, 5, 0);
    RunId run = run().run().orElseThrow();
    assertThat(world.store.files().keySet())
        .extracting(StorePath::value)
        .contains(
            world.layout.history(run) + "/plan",
            world.layout.history(run) + "/summary.json",
            world.layout.history(run) + "/tasks/00000.manifest",
            world.layout.history(run) + "/counts-00000.json",
            world.layout.history(run) + "/offsets-00000.json",
            world.layout.history(run) + "/errors-00000.avro");
  }
}
