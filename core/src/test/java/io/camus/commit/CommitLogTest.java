package io.camus.commit;

import static io.camus.commit.Workplace.OWNER;
import static io.camus.commit.Workplace.RUN;
import static io.camus.commit.Workplace.append;
import static io.camus.commit.Workplace.range;
import static io.camus.commit.Workplace.run;
import static io.camus.commit.Workplace.sets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.Layout.CommitFile;
import io.camus.commit.ScriptedStore.Call;
import io.camus.model.CommitRecord;
import io.camus.model.CommitUnknownException;
import io.camus.model.LogEntry;
import io.camus.model.PulledGroup;
import io.camus.model.StorageException;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitLogTest {
  private static final String FIRST = "/00000000000000000/00000000000000000001.json";

  private final Workplace place = new Workplace();

  /** A log with the run open and one committed range. */
  private CommitLog committed() throws IOException {
    CommitLog log = place.opened();
    place.finishTask(RUN, 0, place.pulled(RUN, "attempt-0", range("clicks", 0, 10)));
    place.runCommit(log).close();
    return log;
  }

  @Test
  void openingWritesNothing() {
    CommitLog log = place.log();
    assertThat(log.state().number()).isZero();
    assertThat(place.store.writes()).isZero();
  }

  @Test
  void whatIsAppendedIsReadByTheNext() throws IOException {
    CommitLog log = committed();
    CommitLog next = place.log();
    assertThat(next.state().number()).isEqualTo(2);
    assertThat(next.state().positions()).isEqualTo(log.state().positions());
    assertThat(next.state().openRuns()).isEmpty();
    assertThat(next.read(2).files()).hasSize(1);
    assertThat(next.unpublished()).containsExactly(2L);
    assertThat(next.unaudited()).containsExactly(2L);
  }

  @Test
  void anEmptyProposalAppendsNothing() {
    assertThat(place.log().append(state -> List.of())).isEmpty();
    assertThat(place.store.writes()).isZero();
  }

  @Test
  void aDriverThatWasTooSlowIsAskedAgainWithTheNewState() {
    CommitLog slow = place.log();
    CommitLog fast = place.log(place.memory);
    place.store.before(Call.RENAME, FIRST, () -> append(fast, new LogEntry.Opens(run(2), OWNER)));
    List<Long> seen = new ArrayList<>();
    CommitRecord record =
        slow.append(
                state -> {
                  seen.add(state.number());
                  assertThat(state.openRuns()).hasSize(seen.size() - 1);
                  return List.of(new LogEntry.Opens(RUN, OWNER));
                })
            .orElseThrow();
    assertThat(seen).containsExactly(0L, 1L);
    assertThat(record.number()).isEqualTo(2);
    assertThat(place.log().state().openRuns()).containsOnlyKeys(RUN, run(2));
  }

  @Test
  void anAmbiguousRenameThatTookEffectIsASuccess() {
    place.store.after(Call.RENAME, FIRST, ScriptedStore.fail());
    assertThat(append(place.log(), new LogEntry.Opens(RUN, OWNER)).number()).isEqualTo(1);
    assertThat(place.log().state().number()).isEqualTo(1);
  }

  @Test
  void aRenameThatFailedIsTriedAgain() {
    place.store.before(Call.RENAME, FIRST, ScriptedStore.fail());
    append(place.log(), new LogEntry.Opens(RUN, OWNER));
    assertThat(place.log().state().number()).isEqualTo(1);
  }

  @Test
  void aRecordThatIsThereIsASuccessEvenIfTheStoreFailsThen() {
    CommitLog log = place.log();
    place.store.after(
        Call.RENAME,
        FIRST,
        () -> {
          for (int i = 0; i < 3; i++) {
            place.store.before(Call.OPEN, ".json", ScriptedStore.fail());
          }
        });
    assertThat(append(log, new LogEntry.Opens(RUN, OWNER)).number()).isEqualTo(1);
    assertThat(log.state().openRuns()).containsOnlyKeys(RUN);
  }

  @Test
  void aRenameThatNobodyCanTellAnythingAboutIsUnknown() {
    place.store.after(Call.RENAME, FIRST, ScriptedStore.fail());
    CommitLog log = place.log();
    assertThatThrownBy(
            () ->
                log.append(
                    state -> {
                      for (int i = 0; i < 100; i++) {
                        place.store.before(Call.OPEN, FIRST, ScriptedStore.fail());
                      }
                      return List.of(new LogEntry.Opens(RUN, OWNER));
                    }))
        .isInstanceOf(CommitUnknownException.class)
        .hasMessageContaining(FIRST);
  }

  @Test
  void aTemporaryFileThatSomebodyCleanedUpIsWrittenAgain() {
    CommitLog paused = place.log();
    CommitLog other = place.log(place.memory);
    place.store.before(Call.RENAME, FIRST, () -> other.deleteTemporaryFiles());
    append(paused, new LogEntry.Opens(RUN, OWNER));
    assertThat(place.log().state().openRuns()).containsOnlyKeys(RUN);
  }

  @Test
  void aTemporaryFileThatSomebodyCleanedUpWhileItWasWrittenIsWrittenAgain() {
    CommitLog paused = place.log();
    CommitLog other = place.log(place.memory);
    place.store.before(Call.CLOSE, "", () -> other.deleteTemporaryFiles());
    append(paused, new LogEntry.Opens(RUN, OWNER));
    assertThat(place.log().state().openRuns()).containsOnlyKeys(RUN);
  }

  @Test
  void temporaryFilesAreDeletedWhereverAnAppendMayHaveLeftOne() throws IOException {
    CommitLog log = place.log();
    List<StorePath> left = new ArrayList<>();
    for (int number = 1; number <= 8; number++) {
      append(log, sets("clicks", number, 0));
    }
    for (int number = 1; number <= 9; number++) {
      StorePath record = place.layout.commitFile(number, CommitFile.RECORD);
      left.add(record.parent().child("tmp-" + number));
    }
    left.add(place.layout.checkpoints().child("tmp-10"));
    for (StorePath file : left) {
      place.write(file, "half");
    }

    log.deleteTemporaryFiles();

    assertThat(left).noneMatch(place::exists);
  }

  @Test
  void aTornRecordStopsEverythingByName() throws IOException {
    committed();
    var path = place.layout.commitFile(1, CommitFile.RECORD);
    String content = new String(place.memory.files().get(path), StandardCharsets.UTF_8);
    place.memory.delete(path);
    place.write(path, content.substring(0, content.length() / 2));
    assertThatThrownBy(place::log)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(path.toString());
  }

  @Test
  void aMissingRecordInTheMiddleStopsEverythingByName() throws IOException {
    committed();
    var path = place.layout.commitFile(1, CommitFile.RECORD);
    place.memory.delete(path);
    assertThatThrownBy(place::log)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(path.toString());
  }

  @Test
  void aMissingRecordAtTheEndOfASegmentIsNoticed() throws IOException {
    CommitLog log = place.log();
    for (int record = 1; record <= 3; record++) {
      append(log, sets("clicks", record, 0));
    }
    place.memory.delete(place.layout.commitFile(2, CommitFile.RECORD));
    assertThat(place.layout.segment(2)).isNotEqualTo(place.layout.segment(3));
    assertThatThrownBy(place::log).hasMessageContaining("has record 3 but not this one");
  }

  @Test
  void aRecordUnderAnothersNumberStopsEverything() throws IOException {
    committed();
    place.memory.makeDirectories(place.layout.segment(3));
    place.memory.rename(
        place.layout.commitFile(2, CommitFile.RECORD),
        place.layout.commitFile(3, CommitFile.RECORD));
    place.write(
        place.layout.commitFile(2, CommitFile.RECORD),
        place.memory.files().get(place.layout.commitFile(1, CommitFile.RECORD)));
    assertThatThrownBy(place::log).isInstanceOf(StorageException.class);
  }

  @Test
  void aCheckpointIsRefusedWhileFilesAreUnpublished() throws IOException {
    CommitLog log = committed();
    var checkpoint = place.layout.commitFile(2, CommitFile.CHECKPOINT);
    log.checkpointEvery(1);
    assertThat(place.exists(checkpoint)).as("unpublished").isFalse();
    log.markPublished(2);
    log.checkpointEvery(3);
    assertThat(place.exists(checkpoint)).as("too early").isFalse();
    log.checkpointEvery(2);
    assertThat(place.exists(checkpoint)).isTrue();
  }

  @Test
  void aCheckpointRemembersWhoseCountsAreNotPublished() throws IOException {
    CommitLog log = committed();
    log.markPublished(2);
    log.checkpointEvery(1);
    assertThat(place.log().unaudited()).containsExactly(2L);
    assertThat(place.log().unpublished()).isEmpty();
    log.markAudited(2);
    assertThat(place.log().unaudited()).isEmpty();
  }

  private CommitLog checkpointed() throws IOException {
    CommitLog log = committed();
    append(log, new LogEntry.Opens(run(2), OWNER), sets("views", 3, 7));
    log.markPublished(2);
    log.markAudited(2);
    log.checkpointEvery(1);
    return log;
  }

  @Test
  void aCheckpointStandsForTheRecordsBeforeIt() throws IOException {
    CommitLog log = checkpointed();
    append(log, sets("views", 4, 0));
    place.memory.delete(place.layout.commitFile(1, CommitFile.RECORD));
    CommitLog next = place.log();
    assertThat(next.state().positions()).isEqualTo(log.state().positions());
    assertThat(next.state().openRuns()).isEqualTo(log.state().openRuns());
    assertThat(next.state().number()).isEqualTo(4);
  }

  @Test
  void onlyTheLastTwoCheckpointsStay() throws IOException {
    CommitLog log = place.log();
    for (int record = 1; record <= 3; record++) {
      append(log, sets("clicks", record, 0));
      log.checkpointEvery(1);
    }
    for (long number = 1; number <= 3; number++) {
      assertThat(place.exists(place.layout.commitFile(number, CommitFile.CHECKPOINT)))
          .as("checkpoint %d", number)
          .isEqualTo(number > 1);
    }
  }

  @Test
  void aCheckpointThatGoesBetweenListingAndReadingIsPassedOver() throws IOException {
    CommitLog log = checkpointed();
    var checkpoint = place.layout.commitFile(3, CommitFile.CHECKPOINT);
    place.store.before(Call.OPEN, ".checkpoint", () -> place.memory.delete(checkpoint));
    assertThat(place.log().state().positions()).isEqualTo(log.state().positions());
    assertThat(place.exists(checkpoint)).isFalse();
  }

  @Test
  void aBrokenCheckpointIsPassedOver() throws IOException {
    CommitLog log = checkpointed();
    var path = place.layout.commitFile(3, CommitFile.CHECKPOINT);
    place.memory.delete(path);
    place.write(path, "{\"camus\":");
    CommitLog next = place.log();
    assertThat(next.state().positions()).isEqualTo(log.state().positions());
    assertThat(next.state().number()).isEqualTo(3);
  }

  @Test
  void aCheckpointThatAnotherDriverCleanedUpWhileItWasWrittenIsWrittenAgain() throws IOException {
    CommitLog other = place.log(place.memory);
    place.store.before(Call.RENAME, ".checkpoint", other::deleteTemporaryFiles);
    CommitLog log = checkpointed();
    assertThat(place.exists(place.layout.commitFile(3, CommitFile.CHECKPOINT))).isTrue();
    assertThat(log.state().number()).isEqualTo(3);
  }

  @Test
  void marksAreRememberedAndMayBeMadeTwice() throws IOException {
    CommitLog log = committed();
    CommitLog other = place.log();
    log.markPublished(2);
    other.markPublished(2);
    log.markAudited(2);
    assertThat(log.unpublished()).isEmpty();
    assertThat(other.unaudited()).containsExactly(2L);
    CommitLog next = place.log();
    assertThat(next.unpublished()).isEmpty();
    assertThat(next.unaudited()).isEmpty();
  }

  @Test
  void anEntryThatDoesNotFollowIsRefusedBeforeAnythingIsWritten() {
    CommitLog log = place.log();
    assertThatThrownBy(() -> append(log, new LogEntry.Closes(RUN)))
        .isInstanceOf(LogState.RefusedException.class)
        .hasMessageContaining(RUN.value());
    assertThat(place.store.writes()).isZero();
  }

  @Test
  void itGivesUpAfterTenTries() {
    for (int i = 0; i < 10; i++) {
      place.store.before(Call.RENAME, FIRST, ScriptedStore.fail());
    }
    List<Long> asked = new ArrayList<>();
    CommitLog log = place.log();
    assertThatThrownBy(
            () ->
                log.append(
                    state -> {
                      asked.add(state.number());
                      return List.of(new LogEntry.Opens(RUN, OWNER));
                    }))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("after 10 attempts");
    assertThat(asked).hasSize(10);
  }

  @Test
  void theNinthFailureDoesNotDiscourage() {
    for (int i = 0; i < 9; i++) {
      place.store.before(Call.RENAME, FIRST, ScriptedStore.fail());
    }
    assertThat(append(place.log(), new LogEntry.Opens(RUN, OWNER)).number()).isEqualTo(1);
  }

  @Test
  void aRecordThatLostItsNumberLeavesNoTemporaryFile() throws IOException {
    CommitLog slow = place.log();
    CommitLog fast = place.log(place.memory);
    place.store.before(Call.RENAME, FIRST, () -> append(fast, new LogEntry.Opens(run(2), OWNER)));
    append(slow, new LogEntry.Opens(RUN, OWNER));
    assertThat(place.memory.files().keySet()).noneMatch(path -> path.name().startsWith("tmp-"));
  }

  @Test
  void itLooksTenTimesWhetherARenameTookEffect() {
    place.store.after(Call.RENAME, FIRST, ScriptedStore.fail());
    CommitLog log = place.log();
    assertThatThrownBy(
            () ->
                log.append(
                    state -> {
                      for (int i = 0; i < 10; i++) {
                        place.store.before(Call.OPEN, FIRST, ScriptedStore.fail());
                      }
                      return List.of(new LogEntry.Opens(RUN, OWNER));
                    }))
        .isInstanceOf(CommitUnknownException.class)
        .satisfies(e -> assertThat(e.getCause().getSuppressed()).hasSize(10));
    assertThat(place.log().state().openRuns()).containsOnlyKeys(RUN);
  }

  @Test
  void aRecordWithoutCountsHasNoneToPublish() throws IOException {
    CommitLog log = place.opened();
    PulledGroup some = place.pulled(RUN, "attempt-0", range("clicks", 0, 10));
    PulledGroup uncounted = new PulledGroup(some.ranges(), some.files(), List.of());
    place.finishTask(RUN, 0, uncounted);
    place.runCommit(log).close();
    assertThat(log.unpublished()).containsExactly(2L);
    assertThat(log.unaudited()).isEmpty();
  }

  @Test
  void theTwoMarksAreApart() throws IOException {
    CommitLog log = committed();
    log.markAudited(2);
    assertThat(log.unaudited()).isEmpty();
    assertThat(log.unpublished()).containsExactly(2L);
    log.markPublished(2);
    assertThat(log.unpublished()).isEmpty();
  }

  @Test
  void aMarkIsClosed() throws IOException {
    CommitLog log = committed();
    List<String> closed = new ArrayList<>();
    place.store.after(Call.CLOSE, CommitFile.PUBLISHED.suffix(), () -> closed.add("it"));
    log.markPublished(2);
    assertThat(closed).hasSize(1);
  }

  @Test
  void theNewestCheckpointIsTheOneThatCounts() throws IOException {
    CommitLog log = place.log();
    for (int record = 1; record <= 2; record++) {
      append(log, sets("clicks", record, 0));
      log.checkpointEvery(1);
    }
    place.memory.delete(place.layout.commitFile(2, CommitFile.RECORD));
    assertThat(place.log().state().number()).isEqualTo(2);
  }

  @Test
  void theNextCheckpointCountsFromTheLast() throws IOException {
    CommitLog log = place.log();
    for (int record = 1; record <= 6; record++) {
      append(log, sets("clicks", record, 0));
      log.checkpointEvery(3);
    }
    for (long number = 1; number <= 6; number++) {
      assertThat(place.exists(place.layout.commitFile(number, CommitFile.CHECKPOINT)))
          .as("checkpoint %d", number)
          .isEqualTo(number % 3 == 0);
    }
  }

  @Test
  void whatADeadWriterLeftOfACheckpointIsNotInTheWay() throws IOException {
    CommitLog log = place.log();
    append(log, sets("clicks", 1, 0));
    place.store.before(Call.RENAME, ".checkpoint", ScriptedStore.fail());
    assertThatThrownBy(() -> log.checkpointEvery(1)).isInstanceOf(IOException.class);
    log.checkpointEvery(1);
    assertThat(place.exists(place.layout.commitFile(1, CommitFile.CHECKPOINT))).isTrue();
  }

  @Test
  void aCheckpointThatIsThereAlreadyLeavesNoTemporaryFile() throws IOException {
    CommitLog log = place.log();
    append(log, sets("clicks", 1, 0));
    CommitLog other = place.log(place.memory);
    place.store.before(Call.RENAME, ".checkpoint", () -> other.checkpointEvery(1));
    log.checkpointEvery(1);
    assertThat(place.memory.files().keySet()).noneMatch(path -> path.name().startsWith("tmp-"));
  }

  @Test
  void whoOnlyLooksSeesTheState() throws IOException {
    CommitLog log = committed();
    LogState seen = CommitLog.read(place.memory, place.layout);
    assertThat(seen.number()).isEqualTo(2);
    assertThat(seen.positions()).isEqualTo(log.state().positions());
  }
}
