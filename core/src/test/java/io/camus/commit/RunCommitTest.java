package io.camus.commit;

import static io.camus.commit.Workplace.GENEROUS;
import static io.camus.commit.Workplace.OWNER;
import static io.camus.commit.Workplace.RUN;
import static io.camus.commit.Workplace.append;
import static io.camus.commit.Workplace.range;
import static io.camus.commit.Workplace.run;
import static io.camus.commit.Workplace.sets;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.ScriptedStore.Call;
import io.camus.model.OffsetRange;
import io.camus.model.Problem;
import io.camus.model.PulledRange;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunCommitTest {
  private final Workplace place = new Workplace();
  private CommitLog log;

  @BeforeEach
  void open() throws IOException {
    log = place.opened();
  }

  private PulledRange pulled(int task, String topic, long from, long to) throws IOException {
    return place.pulled(RUN, "attempt-" + task, range(topic, from, to));
  }

  private static List<OffsetRange> ranges(Optional<CommitRecord> record) {
    return record.stream().flatMap(CommitRecord::commits).map(it -> it.pulled().range()).toList();
  }

  @Test
  void everythingThatFitsIsCommittedInTheOrderOfItsOffsets() throws IOException {
    place.finishTask(RUN, 0, pulled(0, "clicks", 10, 20));
    place.finishTask(RUN, 1, pulled(1, "clicks", 0, 10));
    Optional<CommitRecord> record = place.runCommit(log).close();
    assertThat(ranges(record)).containsExactly(range("clicks", 0, 10), range("clicks", 10, 20));
    assertThat(log.state().openRuns()).isEmpty();
  }

  @Test
  void aPartitionAdvancesToItsFirstGapAndNoFurther() throws IOException {
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10));
    place.finishTask(RUN, 1, pulled(1, "clicks", 20, 30));
    assertThat(ranges(place.runCommit(log).close())).containsExactly(range("clicks", 0, 10));
  }

  @Test
  void aNewPartitionWhoseSecondHalfFinishesFirstWaitsForTheFirst() throws IOException {
    Map<String, Set<Integer>> eitherTask = Map.of("clicks", Set.of());
    RunCommit commit = place.runCommit(log);
    place.finishTask(RUN, 1, pulled(1, "clicks", 10, 20));
    assertThat(commit.commitFinished(eitherTask)).isEmpty();
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10));
    assertThat(ranges(commit.commitFinished(eitherTask))).hasSize(2);
  }

  @Test
  void aPartitionWithoutAPositionAcceptsNothing() throws IOException {
    place.finishTask(RUN, 0, pulled(0, "views", 0, 10));
    assertThat(ranges(place.runCommit(log).close())).isEmpty();
  }

  @Test
  void oneManifestMayBeCommittedInParts() throws IOException {
    append(log, sets("views", 0, 5));
    RunCommit commit = place.runCommit(log);
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10), pulled(0, "views", 15, 25));
    Map<String, Set<Integer>> tasks = Map.of("clicks", Set.of(0), "views", Set.of(0));
    assertThat(ranges(commit.commitFinished(tasks))).containsExactly(range("clicks", 0, 10));
    place.finishTask(RUN, 1, pulled(1, "views", 5, 15));
    assertThat(ranges(commit.commitFinished(tasks)))
        .containsExactly(range("views", 5, 15), range("views", 15, 25));
    assertThat(ranges(commit.close())).isEmpty();
  }

  @Test
  void aTopicWaitsUntilAllItsTasksAreFinished() throws IOException {
    RunCommit commit = place.runCommit(log);
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10));
    assertThat(commit.commitFinished(Map.of("clicks", Set.of(0, 1)))).isEmpty();
    assertThat(commit.finishedTasks()).containsExactly(0);
    place.finishTask(RUN, 1);
    assertThat(commit.commitFinished(Map.of("clicks", Set.of(0, 1)))).isPresent();
  }

  @Test
  void aTopicOverItsBudgetStaysAndTheOthersCommit() throws IOException {
    append(log, sets("views", 0, 0));
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10), pulled(0, "views", 0, 10));
    ErrorBudget strict =
        (topic, ranges) -> topic.equals("clicks") ? Optional.of("too bad") : Optional.empty();
    RunCommit commit = new RunCommit(place.store, place.layout, log, strict, RUN);
    assertThat(ranges(commit.close())).containsExactly(range("views", 0, 10));
    assertThat(commit.problems())
        .containsExactly(new Problem(Problem.Severity.DATA, "clicks", "too bad"));
  }

  @Test
  void theBudgetIsJudgedOverAllTasksOfTheTopic() throws IOException {
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10));
    place.finishTask(RUN, 1, pulled(1, "clicks", 10, 20));
    ErrorBudget both = (topic, ranges) -> Optional.of(ranges.size() + " ranges");
    RunCommit commit = new RunCommit(place.store, place.layout, log, both, RUN);
    commit.close();
    assertThat(commit.problems()).extracting(Problem::message).containsExactly("2 ranges");
  }

  @Test
  void aClosedRunCommitsNothing() throws IOException {
    RunCommit commit = place.runCommit(log);
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10));
    append(place.log(), new LogEntry.Closes(RUN));
    assertThat(commit.isOpen()).isFalse();
    assertThat(commit.commitFinished(Map.of("clicks", Set.of(0)))).isEmpty();
    assertThat(commit.close()).isEmpty();
    assertThat(place.log().state().fits(range("clicks", 0, 10))).isTrue();
  }

  @Test
  void aRunThatIsClosedBetweenValidationAndRenameCommitsNothing() throws IOException {
    RunCommit commit = place.runCommit(log);
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10));
    CommitLog other = place.log(place.memory);
    place.store.before(
        Call.RENAME, "00000000000000000002.json", () -> append(other, new LogEntry.Closes(RUN)));
    assertThat(commit.close()).isEmpty();
    assertThat(place.log().state().number()).isEqualTo(2);
  }

  @Test
  void aManifestThatAppearsAfterTheListingIsCommittedByOneOnly() throws IOException {
    RunCommit own = place.runCommit(log);
    RunCommit adopting =
        new RunCommit(place.memory, place.layout, place.log(place.memory), GENEROUS, RUN);
    place.store.after(
        Call.LIST,
        "/tasks",
        () -> {
          place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10));
          adopting.close();
        });
    assertThat(own.close()).isEmpty();
    assertThat(place.log().read(2).commits()).hasSize(1);
  }

  @Test
  void aStrangerAtAFinalPathKeepsItsRangeBackByName() throws IOException {
    append(log, sets("views", 0, 0));
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10), pulled(0, "views", 0, 10));
    StorePath stranger = new StorePath("/data/clicks/hourly/clicks+0+10.g0");
    place.write(stranger, "not ours");
    RunCommit commit = place.runCommit(log);
    assertThat(ranges(commit.close())).containsExactly(range("views", 0, 10));
    assertThat(commit.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.where()).isEqualTo(stranger.value()));
  }

  @Test
  void theSameManifestDoesNotFitAgainAfterASetPositionBack() throws IOException {
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10));
    RunCommit commit = place.runCommit(log);
    assertThat(commit.commitFinished(Map.of("clicks", Set.of(0)))).isPresent();
    append(place.log(), sets("clicks", 1, 0));
    assertThat(ranges(commit.close())).isEmpty();
  }

  @Test
  void emptyRangesAreNotCommitted() throws IOException {
    PulledRange nothing =
        new PulledRange(
            range("clicks", 0, 0),
            10,
            0,
            Map.of(),
            0,
            0,
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    place.finishTask(RUN, 0, nothing);
    assertThat(ranges(place.runCommit(log).close())).isEmpty();
  }

  @Test
  void anotherRunsManifestsAreNotLookedAt() throws IOException {
    append(log, new LogEntry.Opens(run(2), OWNER));
    place.finishTask(run(2), 0, place.pulled(run(2), "attempt-0", range("clicks", 0, 10)));
    assertThat(ranges(place.runCommit(log).close())).isEmpty();
  }

  @Test
  void aRunIsOpenUntilItIsClosed() {
    RunCommit commit = place.runCommit(log);
    assertThat(commit.isOpen()).isTrue();
    commit.close();
    assertThat(commit.isOpen()).isFalse();
  }

  @Test
  void whatTasksPulledIsKnownWhetherItWasCommittedOrNot() throws IOException {
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10), pulled(0, "views", 0, 10));
    RunCommit commit = place.runCommit(log);
    commit.close();
    assertThat(commit.pulled())
        .extracting(PulledRange::range)
        .containsExactlyInAnyOrder(range("clicks", 0, 10), range("views", 0, 10));
  }
}
