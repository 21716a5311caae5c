package io.camus.commit;

import static io.camus.commit.Workplace.GENEROUS;
import static io.camus.commit.Workplace.OWNER;
import static io.camus.commit.Workplace.RUN;
import static io.camus.commit.Workplace.TOPIC_ID;
import static io.camus.commit.Workplace.append;
import static io.camus.commit.Workplace.range;
import static io.camus.commit.Workplace.run;
import static io.camus.commit.Workplace.sets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.ScriptedStore.Call;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.GroupSummary;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.Reachable;
import io.camus.model.StorageException;
import io.camus.model.TaskManifest;
import io.camus.model.WindowCount;
import io.camus.spi.StorePath;
import io.camus.wire.ManifestFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunCommitTest {
  private final Workplace place = new Workplace();
  private CommitLog log;

  @BeforeEach
  void open() throws IOException {
    log = place.opened();
  }

  private PulledGroup pulled(int task, String topic, long from, long to) throws IOException {
    return place.pulled(RUN, "attempt-" + task, range(topic, from, to));
  }

  private static List<OffsetRange> ranges(Optional<CommitRecord> record) {
    return record.stream()
        .flatMap(CommitRecord::commits)
        .flatMap(it -> it.pulled().ranges().stream())
        .map(PulledRange::range)
        .toList();
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
  void noticesOfFinishedTasksAreGatheredWithTheirTasks() throws IOException {
    for (int task = 0; task < 3; task++) {
      TaskCommit commit = OneByOne.taskCommit(place.memory, place.layout, RUN, task, "a" + task);
      commit.prepare(
          new TaskManifest(
              RUN,
              task,
              "a" + task,
              List.of(pulled(task, "clicks", 10L * task, 10L * task + 10)),
              task == 1 ? List.of() : List.of("few descriptors")));
      commit.commit();
    }
    RunCommit commit = place.runCommit(log);

    assertThat(commit.close()).isPresent();

    assertThat(commit.notices()).isEqualTo(Map.of("few descriptors", List.of(0, 2)));
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
    RunCommit commit = OneByOne.runCommit(place.store, place.layout, log, strict, RUN);
    assertThat(ranges(commit.close())).containsExactly(range("views", 0, 10));
    assertThat(commit.problems())
        .containsExactly(new Problem(Problem.Severity.DATA, "clicks", "too bad"));
  }

  @Test
  void theBudgetIsJudgedOverAllTasksOfTheTopic() throws IOException {
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10));
    place.finishTask(RUN, 1, pulled(1, "clicks", 10, 20));
    ErrorBudget both = (topic, ranges) -> Optional.of(ranges.size() + " ranges");
    RunCommit commit = OneByOne.runCommit(place.store, place.layout, log, both, RUN);
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
        OneByOne.runCommit(place.memory, place.layout, place.log(place.memory), GENEROUS, RUN);
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
  void aStrangerThatIsGoneByTheNextTryIsNoProblemAnyMore() throws IOException {
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10));
    StorePath stranger = new StorePath("/data/clicks/hourly/clicks+0+10.g0");
    place.write(stranger, "not ours");
    RunCommit commit = place.runCommit(log);
    assertThat(commit.commitFinished(Map.of("clicks", Set.of(0)))).isEmpty();
    assertThat(commit.problems()).hasSize(1);
    place.store.delete(stranger);
    assertThat(ranges(commit.close())).containsExactly(range("clicks", 0, 10));
    assertThat(commit.problems()).isEmpty();
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
    PulledGroup nothing =
        new PulledGroup(
            List.of(Workplace.pulled(range("clicks", 0, 0), 0, Map.of(), OptionalInt.empty(), 0)),
            List.of(),
            List.of());
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
        .flatExtracting(GroupSummary::ranges)
        .extracting(PulledRange::range)
        .containsExactlyInAnyOrder(range("clicks", 0, 10), range("views", 0, 10));
  }

  private OffsetRange second(long from, long to) {
    return new OffsetRange(new TopicPartition("clicks", 1), TOPIC_ID, 0, from, to);
  }

  private void openSecond(long next) {
    append(
        place.log(),
        new LogEntry.Sets(
            new NewPosition(
                new TopicPartition("clicks", 1),
                new PartitionPosition(TOPIC_ID, 0, next),
                "because")));
  }

  @Test
  void rangesThatShareFilesAreCommittedInOneEntry() throws IOException {
    openSecond(5);
    place.finishTask(RUN, 0, place.pulled(RUN, "attempt-0", range("clicks", 0, 10), second(5, 9)));

    Optional<CommitRecord> record = place.runCommit(log).close();

    assertThat(ranges(record)).containsExactly(range("clicks", 0, 10), second(5, 9));
    assertThat(record.orElseThrow().commits()).hasSize(1);
    assertThat(record.orElseThrow().files()).hasSize(1);
    assertThat(log.state().positions().get(second(0, 0).partition()).next()).isEqualTo(9);
  }

  @Test
  void rangesThatShareFilesAreNotCommittedIfOneDoesNotFit() throws IOException {
    openSecond(6);
    append(place.log(), sets("views", 0, 0));
    place.finishTask(
        RUN,
        0,
        place.pulled(RUN, "attempt-0", range("clicks", 0, 10), second(5, 9)),
        pulled(0, "views", 0, 10));

    assertThat(ranges(place.runCommit(log).close())).containsExactly(range("views", 0, 10));
  }

  @Test
  void aRangeThatFollowsOneWithSharedFilesIsCommittedBehindIt() throws IOException {
    openSecond(5);
    place.finishTask(RUN, 0, place.pulled(RUN, "attempt-0", second(9, 12)));
    place.finishTask(
        RUN, 1, place.pulled(RUN, "attempt-1", range("clicks", 0, 1000), second(5, 9)));

    assertThat(ranges(place.runCommit(log).close()))
        .containsExactly(range("clicks", 0, 1000), second(5, 9), second(9, 12));
  }

  @Test
  void anEmptyRangeAmongThoseThatShareFilesKeepsNoneBack() throws IOException {
    PulledGroup some = place.pulled(RUN, "attempt-0", range("clicks", 0, 10));
    List<PulledRange> ranges = new ArrayList<>(some.ranges());
    ranges.add(Workplace.pulled(second(5, 5), 0, Map.of(), OptionalInt.empty(), 0));
    place.finishTask(RUN, 0, new PulledGroup(ranges, some.files(), some.counts()));

    assertThat(ranges(place.runCommit(log).close())).containsExactly(range("clicks", 0, 10));
  }

  @Test
  void betweenCommitsNoFilesAreInMemory() throws Exception {
    append(log, sets("views", 0, 0));
    RunCommit commit = place.runCommit(log);
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10), pulled(0, "views", 0, 10));
    assertThat(ranges(commit.commitFinished(Map.of("clicks", Set.of(0), "views", Set.of(0, 1)))))
        .containsExactly(range("clicks", 0, 10));
    assertThat(Reachable.count(commit, GroupSummary.class)).isEqualTo(2);
    assertThat(Reachable.count(commit, DataFile.class)).isZero();
    assertThat(Reachable.count(commit, WindowCount.class)).isZero();
    assertThat(ranges(commit.close())).containsExactly(range("views", 0, 10));
    assertThat(Reachable.count(commit, DataFile.class)).isZero();
  }

  @Test
  void aManifestIsReadAgainWhenItsGroupsAreCommittedAndNotBefore() throws IOException {
    append(log, sets("views", 0, 0));
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10));
    place.finishTask(RUN, 1, pulled(1, "views", 0, 10));
    RunCommit commit = place.runCommit(log);
    Map<String, Set<Integer>> viewsWait = Map.of("clicks", Set.of(0), "views", Set.of(1, 2));
    place.store.before(
        Call.OPEN,
        "00001.manifest",
        () -> place.store.before(Call.OPEN, "00001.manifest", ScriptedStore.fail()));
    assertThat(ranges(commit.commitFinished(viewsWait))).containsExactly(range("clicks", 0, 10));
    assertThat(commit.commitFinished(viewsWait)).isEmpty();
    assertThatThrownBy(commit::close)
        .isInstanceOf(StorageException.class)
        .hasMessage("cannot read " + place.layout.manifest(RUN, 1) + ": timed out");
    assertThat(ranges(commit.close())).containsExactly(range("views", 0, 10));
  }

  /** Something happens to the manifest of task 0 after it was read and before it is read again. */
  private RunCommit readFirst(ScriptedStore.Action between) throws IOException {
    place.finishTask(RUN, 0, pulled(0, "clicks", 0, 10));
    place.store.before(
        Call.OPEN,
        "00000.manifest",
        () -> place.store.before(Call.OPEN, "00000.manifest", between));
    return place.runCommit(log);
  }

  private void replace(StorePath path, byte[] content) throws IOException {
    place.memory.delete(path);
    place.write(path, content);
  }

  @Test
  void aManifestThatIsDamagedBeforeItIsReadAgainCommitsNothing() throws IOException {
    StorePath manifest = place.layout.manifest(RUN, 0);
    RunCommit commit =
        readFirst(
            () -> {
              byte[] content = place.memory.open(manifest).readAllBytes();
              content[content.length / 2] ^= 1;
              replace(manifest, content);
            });
    assertThatThrownBy(commit::close)
        .isInstanceOf(StorageException.class)
        .hasMessage(
            manifest + " does not match its checksum; it was complete when it got this name");
    assertThat(place.log().state().number()).isEqualTo(1);
  }

  @Test
  void aManifestThatIsAnotherOneWhenItIsReadAgainCommitsNothing() throws IOException {
    StorePath manifest = place.layout.manifest(RUN, 0);
    for (List<PulledGroup> other :
        List.of(List.of(pulled(0, "clicks", 0, 11)), List.<PulledGroup>of())) {
      RunCommit commit =
          readFirst(
              () -> {
                place.memory.delete(manifest);
                ManifestFile.write(
                    place.memory.create(manifest),
                    new TaskManifest(RUN, 0, "attempt-0", other, List.of()));
              });
      assertThatThrownBy(commit::close)
          .isInstanceOf(StorageException.class)
          .hasMessage(
              manifest + " has changed since it was first read, and not by Camus; restore it");
      assertThat(place.log().state().number()).isEqualTo(1);
      place.memory.deleteAll(place.layout.run(RUN));
    }
  }

  @Test
  void aManifestThatWasMovedToTheHistoryMeansThatTheRunIsClosed() throws IOException {
    RunCommit commit =
        readFirst(
            () -> {
              append(place.log(place.memory), new LogEntry.Closes(RUN));
              place.memory.delete(place.layout.manifest(RUN, 0));
            });
    assertThat(commit.close()).isEmpty();
    assertThat(place.log().state().number()).isEqualTo(2);
  }

  @Test
  void aManifestThatIsGoneWhileTheRunIsOpenIsNamed() throws IOException {
    StorePath manifest = place.layout.manifest(RUN, 0);
    RunCommit commit = readFirst(() -> place.memory.delete(manifest));
    assertThatThrownBy(commit::close)
        .isInstanceOf(StorageException.class)
        .hasMessage(
            manifest
                + " is gone, but run "
                + RUN
                + " is still open; restore it, or the next run pulls its ranges again");
    assertThat(place.log().state().number()).isEqualTo(1);
  }
}
