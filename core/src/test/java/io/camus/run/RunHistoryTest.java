package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.commit.LifeSigns;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunLiveness.Answer;
import io.camus.history.PastRun;
import io.camus.history.RunHistory;
import io.camus.history.Verdict;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.RunId;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import io.camus.report.StopSignal;
import io.camus.report.SummaryFile;
import io.camus.report.SummaryJson;
import io.camus.run.FaultyStore.CrashError;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunHistoryTest {
  private World world;

  @BeforeEach
  void make() throws IOException {
    world = new World();
  }

  private void produce(String value) {
    world.kafka.produce("clicks", 0, World.NOW.toEpochMilli() - 1, value);
  }

  private RunId run() {
    return world.run(world.store, LiveRuns.RESPECT).run().orElseThrow();
  }

  private RunId die() {
    ScriptedEngine engine =
        ScriptedEngine.ofAllTasks(world)
            .onWait(
                it -> {
                  throw new CrashError();
                });
    assertThatThrownBy(() -> world.run(world.store, World.Driver.plain(LiveRuns.RESPECT), engine))
        .isInstanceOf(CrashError.class);
    return engine.run();
  }

  private RunHistory history(Answer answer) {
    return history(new ReadOnlyStore(world.store), answer);
  }

  private RunHistory history(Store untouched, Answer answer) {
    return new RunHistory(
        untouched,
        world.layout,
        new LifeSigns(
            untouched, world.layout, (run, owner) -> answer, Duration.ofMinutes(10), world.clock),
        world.clock);
  }

  private List<PastRun> runs(Answer answer) {
    return history(answer).newestFirst().toList();
  }

  private PastRun only(Answer answer) {
    assertThat(runs(answer)).hasSize(1);
    return runs(answer).get(0);
  }

  @Test
  void aRunThatWentWellIsDone() {
    produce("one");
    produce("two");
    RunId run = run();
    PastRun past = only(Answer.DEAD);
    assertThat(past.run()).isEqualTo(run);
    assertThat(past.verdict()).isEqualTo(Verdict.DONE);
    assertThat(past.detail()).isEmpty();
    assertThat(past.total().orElseThrow().messages()).isEqualTo(2);
    assertThat(past.total().orElseThrow().files()).isEqualTo(1);
    assertThat(past.commits()).containsExactly(2L);
  }

  @Test
  void aRunWithDeadLettersSaysSo() {
    produce("one");
    produce("\u00ff");
    run();
    assertThat(only(Answer.DEAD).verdict()).isEqualTo(Verdict.REJECTIONS);
    assertThat(only(Answer.DEAD).total().orElseThrow().rejected()).isEqualTo(1);
  }

  @Test
  void aRunThatFailedTellsTheStageAndTheReason() {
    produce("one");
    ScriptedEngine engine = new ScriptedEngine(world);
    engine.fail("task 0: no room");
    world.run(world.store, World.Driver.plain(LiveRuns.RESPECT), engine);
    PastRun past = only(Answer.DEAD);
    assertThat(past.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(past.detail()).isEqualTo("at pull, scripted: task 0: no room");
  }

  @Test
  void aTopicOverItsBudgetFailsAtTheCommit() {
    produce("\u00ff");
    run();
    assertThat(only(Answer.DEAD).detail()).startsWith("at commit, clicks: ");
  }

  @Test
  void anOpenRunIsRunningOrHasDied() {
    produce("one");
    RunId run = die();
    assertThat(only(Answer.ALIVE).verdict()).isEqualTo(Verdict.RUNNING);
    assertThat(only(Answer.ALIVE).duration()).isPresent();
    assertThat(only(Answer.UNKNOWN).verdict())
        .as("its heartbeat is young")
        .isEqualTo(Verdict.RUNNING);
    PastRun died = only(Answer.DEAD);
    assertThat(died.run()).isEqualTo(run);
    assertThat(died.verdict()).isEqualTo(Verdict.DIED);
    assertThat(died.detail()).contains("process 1 on host host");
    assertThat(died.total().orElseThrow().messages()).as("not committed").isZero();
  }

  @Test
  void anAdoptedRunNamesWhoAdoptedItAndWhatWasCommitted() {
    produce("one");
    RunId died = die();
    produce("two");
    RunId next = run();
    PastRun adopted =
        runs(Answer.DEAD).stream().filter(it -> it.run().equals(died)).findFirst().orElseThrow();
    assertThat(adopted.verdict()).isEqualTo(Verdict.ADOPTED);
    assertThat(adopted.detail()).isEqualTo("by " + next);
    assertThat(adopted.total().orElseThrow().messages()).isEqualTo(1);
    assertThat(adopted.commits()).containsExactly(2L);
    assertThat(adopted.summary()).isEmpty();
  }

  /** A run that another one takes over when one of its two tasks has finished. */
  private RunSummary takenOver(String... failures) {
    ScriptedEngine engine =
        new ScriptedEngine(world)
            .onWait(it -> it.finish(0))
            .onWait(
                it -> {
                  world.run(world.store, LiveRuns.TAKE_OVER);
                  for (String failure : failures) {
                    it.fail(failure);
                  }
                });
    return world.run(world.store, World.Driver.plain(LiveRuns.RESPECT), engine);
  }

  @Test
  void aRunThatWasTakenOverTellsWhatTheOtherOneCommittedOfIt() {
    produce("one");
    produce("\u00ff");
    produce("three");
    world.kafka.produce("slow", 0, World.NOW.toEpochMilli() - 1, "four");
    RunSummary summary = takenOver("task 1: NoSuchFileException: /camus/exec/runs/x/tasks");
    RunId run = summary.run().orElseThrow();
    RunId other = summary.closedBy().orElseThrow();
    assertThat(other).isNotEqualTo(run);
    assertThat(summary.problems())
        .as("that its tasks lost their directories is no news")
        .noneMatch(it -> it.message().contains("NoSuchFile"))
        .anyMatch(it -> it.message().startsWith("run " + other + " took over this run"));
    assertThat(summary.topics())
        .filteredOn(topic -> topic.topic().equals("clicks"))
        .singleElement()
        .satisfies(topic -> assertThat(topic.messages()).isEqualTo(2));
    assertThat(summary.exitCode().value()).isEqualTo(3);
    PastRun past = history(Answer.DEAD).find(run).orElseThrow();
    assertThat(past.verdict()).isEqualTo(Verdict.ADOPTED);
    assertThat(past.detail()).isEqualTo("by " + other);
    assertThat(past.total().orElseThrow().messages()).isEqualTo(2);
    assertThat(past.total().orElseThrow().rejected()).isEqualTo(1);
    assertThat(past.committed().orElseThrow().rejections())
        .singleElement()
        .satisfies(row -> assertThat(row.sample().orElseThrow().place()).isEqualTo("clicks-0@1"));
    assertThat(past.commits()).isEqualTo(summary.commits()).hasSize(1);
  }

  @Test
  void theLogKnowsBetterThanTheSummaryOfARunThatFailed() throws IOException {
    produce("one");
    RunId died = die();
    produce("two");
    RunId next = run();
    RunSummary tooEarly =
        new RunSummary(
            Optional.of(died),
            died.startedAt(),
            Duration.ofSeconds(1),
            1,
            List.of(),
            List.of(),
            0,
            List.of(new Problem(Severity.OUTSIDE, "job", "NoSuchFileException: /tasks")),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            List.of());
    SummaryFile.write(world.store, world.layout.history(died), tooEarly);
    PastRun past = history(Answer.DEAD).find(died).orElseThrow();
    assertThat(past.verdict()).isEqualTo(Verdict.ADOPTED);
    assertThat(past.detail()).isEqualTo("by " + next);
    assertThat(past.total().orElseThrow().messages()).isEqualTo(1);
    assertThat(past.commits()).containsExactly(2L);
  }

  @Test
  void aRunThatCommittedSomeOfItsWorkHasNotFailed() {
    produce("one");
    world.kafka.produce("bad", 0, World.NOW.toEpochMilli() - 1, "\u00ff");
    RunSummary summary = world.run(world.store, LiveRuns.RESPECT);
    assertThat(summary.exitCode().value()).isEqualTo(4);
    PastRun past = only(Answer.DEAD);
    assertThat(past.verdict()).isEqualTo(Verdict.PARTLY);
    assertThat(past.detail()).startsWith("at commit, bad: ");
    assertThat(past.committed().orElseThrow().rejections())
        .singleElement()
        .satisfies(row -> assertThat(row.committed()).isFalse());
  }

  @Test
  void aDamagedSummaryIsNamedAndTheLogTellsTheRest() throws IOException {
    produce("one");
    RunId run = run();
    produce("two");
    run();
    StorePath summary = world.layout.history(run).child("summary.json");
    world.store.delete(summary);
    try (OutputStream out = world.store.create(summary)) {
      out.write("{\"run\":".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(runs(Answer.DEAD)).hasSize(2);
    PastRun past = history(Answer.DEAD).find(run).orElseThrow();
    assertThat(past.verdict()).isEqualTo(Verdict.CLOSED);
    assertThat(past.damage()).hasValueSatisfying(it -> assertThat(it).startsWith(summary.value()));
    assertThat(past.total().orElseThrow().messages()).isEqualTo(1);
    world.store.delete(summary);
    try (OutputStream out = world.store.create(summary)) {
      out.write("{}".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(history(Answer.DEAD).find(run).orElseThrow().damage()).isPresent();
  }

  @Test
  void aRunWhoseHistoryWasDeletedIsFoundInTheLog() {
    produce("one");
    RunId run = run();
    world.store.deleteAll(world.layout.history(run));
    assertThat(runs(Answer.DEAD)).isEmpty();
    assertThat(history(Answer.DEAD).find(run))
        .hasValueSatisfying(
            past -> {
              assertThat(past.verdict()).isEqualTo(Verdict.CLOSED);
              assertThat(past.commits()).containsExactly(2L);
            });
    assertThat(history(Answer.DEAD).find(new RunId("2026-11-22-14-05-59-ffffff"))).isEmpty();
  }

  @Test
  void aThousandSummariesAreReadOneByOneAndTheLogIsLeftAlone() throws IOException {
    produce("one");
    RunId real = run();
    RunSummary summary = SummaryFile.read(world.store, world.layout.history(real)).orElseThrow();
    for (int i = 0; i < 1_000; i++) {
      RunId run = new RunId(String.format(Locale.ROOT, "2026-11-21-14-05-59-%06x", i));
      SummaryFile.write(world.store, world.layout.history(run), summary);
    }
    ReadOnlyStore store = new ReadOnlyStore(world.store);
    RunHistory history = history(store, Answer.DEAD);
    int forTheLog = store.opened();
    assertThat(history.newestFirst().limit(3).map(PastRun::verdict))
        .containsOnly(Verdict.DONE)
        .hasSize(3);
    assertThat(store.opened() - forTheLog).isEqualTo(3);
    assertThat(history.newestFirst()).hasSize(1_001);
    assertThat(store.opened() - forTheLog).isEqualTo(3 + 1_001);
  }

  @Test
  void aSummaryIsReadAsItWasWritten() throws IOException {
    produce("one");
    produce("\u00ff");
    RunSummary written = world.run(world.store, LiveRuns.RESPECT);
    StorePath directory = world.layout.history(written.run().orElseThrow());
    assertThat(SummaryFile.read(world.store, directory)).contains(written);
    assertThat(SummaryFile.read(world.store, directory.child("nothing"))).isEmpty();
    RunSummary failed =
        new RunSummary(
            Optional.empty(),
            Instant.EPOCH,
            Duration.ZERO,
            0,
            List.of(),
            List.of(),
            0,
            List.of(),
            List.of(),
            List.of(),
            Optional.of(new RunId("2026-11-22-15-05-59-000001")),
            Optional.of(StopSignal.SIGTERM),
            Optional.of(RunListener.Stage.PUBLISH),
            Map.of(),
            List.of());
    assertThat(SummaryJson.read(new ObjectMapper().readTree(SummaryJson.of(failed).text())))
        .isEqualTo(failed);
  }
}
