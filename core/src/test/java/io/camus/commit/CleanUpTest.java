package io.camus.commit;

import static io.camus.commit.Workplace.OWNER;
import static io.camus.commit.Workplace.RUN;
import static io.camus.commit.Workplace.append;
import static io.camus.commit.Workplace.range;
import static io.camus.commit.Workplace.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.Layout.CommitFile;
import io.camus.commit.ScriptedStore.Call;
import io.camus.model.LogEntry;
import io.camus.model.Problem;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CleanUpTest {
  private static final StorePath TARGET = new StorePath("/data/clicks/hourly/clicks+0+10.g0");

  private final Workplace place = new Workplace();
  private CommitLog log;

  @BeforeEach
  void finishARun() throws IOException {
    log = place.opened();
    place.write(place.layout.plan(RUN), "the plan");
    place.finishTask(RUN, 0, place.pulled(RUN, "attempt-0", range("clicks", 0, 10)));
    place.write(place.layout.attempt(RUN, "attempt-0").child("counts-00000.json"), "counts");
    place.write(place.layout.attempt(RUN, "loser").child("counts-00000.json"), "other counts");
    place.runCommit(log).close();
  }

  private List<Problem> cleanUp() {
    return OneByOne.cleanUp(place.store, place.layout, log, OneByOne.publisher(place.store, log))
        .cleanUp();
  }

  @Test
  void aFinishedRunMovesToTheHistoryAndItsFilesArePublishedFirst() {
    assertThat(cleanUp()).isEmpty();
    StorePath history = place.layout.history(RUN);
    assertThat(place.exists(history.child("plan"))).isTrue();
    assertThat(place.exists(history.child("tasks/00000.manifest"))).isTrue();
    assertThat(place.memory.files().get(history.child("counts-00000.json")))
        .asString()
        .isEqualTo("counts");
    assertThat(place.exists(TARGET)).isTrue();
    assertThat(place.exists(place.layout.run(RUN))).isFalse();
  }

  @Test
  void anOpenRunStays() throws IOException {
    append(log, new LogEntry.Opens(run(2), OWNER));
    place.memory.makeDirectories(place.layout.tasks(run(2)));
    cleanUp();
    assertThat(place.exists(place.layout.tasks(run(2)))).isTrue();
  }

  @Test
  void aRunOpenedJustBeforeTheListingSurvives() {
    CommitLog other = place.log(place.memory);
    place.store.before(
        Call.LIST,
        "/runs",
        () -> {
          append(other, new LogEntry.Opens(run(2), OWNER));
          place.memory.makeDirectories(place.layout.tasks(run(2)));
        });
    cleanUp();
    assertThat(place.exists(place.layout.tasks(run(2)))).isTrue();
  }

  @Test
  void aRunOpenedBetweenTheListingAndTheLogSurvives() {
    CommitLog other = place.log(place.memory);
    place.store.after(
        Call.LIST,
        "/runs",
        () -> {
          append(other, new LogEntry.Opens(run(2), OWNER));
          place.memory.makeDirectories(place.layout.tasks(run(2)));
        });
    cleanUp();
    assertThat(place.exists(place.layout.tasks(run(2)))).isTrue();
    assertThat(place.exists(place.layout.run(RUN))).isFalse();
  }

  @Test
  void aRunCommittedAfterThisDriverLastLookedIsPublishedBeforeItIsDeleted() throws IOException {
    // Our picture of the log is old: the other driver has opened and closed a run since.
    CommitLog other = place.log(place.memory);
    append(other, new LogEntry.Opens(run(2), OWNER));
    place.finishTask(run(2), 0, place.pulled(run(2), "attempt-0", range("clicks", 10, 20)));
    OneByOne.runCommit(place.memory, place.layout, other, Workplace.GENEROUS, run(2)).close();
    assertThat(cleanUp()).isEmpty();
    assertThat(place.exists(new StorePath("/data/clicks/hourly/clicks+10+20.g0"))).isTrue();
    assertThat(place.exists(place.layout.run(run(2)))).isFalse();
  }

  @Test
  void nothingIsDeletedWhileSomethingIsUnpublished() throws IOException {
    place.write(TARGET, "a stranger");
    assertThat(cleanUp()).hasSize(1);
    assertThat(place.exists(place.layout.attempt(RUN, "attempt-0").child("data"))).isTrue();
    assertThat(place.exists(place.layout.manifest(RUN, 0))).isTrue();
  }

  @Test
  void itTellsWhichRunsItCleanedUpAndSweepsTheBase() throws IOException {
    StorePath half = place.layout.base().child("tmp-order");
    place.write(half, "half");
    CleanUp cleanUp =
        OneByOne.cleanUp(place.store, place.layout, log, OneByOne.publisher(place.store, log));

    assertThat(cleanUp.cleaned()).isEmpty();
    assertThat(cleanUp.cleanUp()).isEmpty();

    assertThat(cleanUp.cleaned()).containsExactly(RUN);
    assertThat(place.exists(half)).isFalse();
  }

  @Test
  void deadLettersInTheHistoryStay() throws IOException {
    StorePath letter = place.layout.deadLetters(RUN).child("errors+clicks+0+3+4+1.avro");
    place.write(letter, "a dead letter");
    cleanUp();
    assertThat(place.exists(letter)).isTrue();
  }

  @Test
  void aSecondCleanUpInTheMiddleOfTheFirstDisturbsNothing() {
    CommitLog other = place.log(place.memory);
    place.store.before(
        Call.RENAME,
        "counts-00000.json",
        () ->
            OneByOne.cleanUp(
                    place.memory, place.layout, other, OneByOne.publisher(place.memory, other))
                .cleanUp());
    assertThat(cleanUp()).isEmpty();
    assertThat(place.exists(place.layout.history(RUN).child("counts-00000.json"))).isTrue();
    assertThat(place.exists(place.layout.run(RUN))).isFalse();
  }

  @Test
  void whatAZombieMakesAfterwardsGoesWithTheNextCleanUp() throws IOException {
    cleanUp();
    place.write(place.layout.attempt(RUN, "zombie").child("data/000001.avro"), "late");
    cleanUp();
    assertThat(place.exists(place.layout.run(RUN))).isFalse();
  }

  @Test
  void whatIsNotARunIsLeftAlone() throws IOException {
    StorePath notes = place.layout.runs().child("notes.txt");
    place.write(notes, "a person's");
    cleanUp();
    assertThat(place.exists(notes)).isTrue();
  }

  @Test
  void temporaryFilesOfCrashedDriversAreDeleted() throws IOException {
    StorePath left = place.layout.segment(1).child("tmp-00ff");
    place.write(left, "half a record");
    cleanUp();
    assertThat(place.exists(left)).isFalse();
    assertThat(place.exists(place.layout.commitFile(2, CommitFile.RECORD))).isTrue();
  }

  @Test
  void whatTheHistoryHasAlreadyStaysAsItIs() throws IOException {
    // A clean-up had made a link and not removed the old name.
    StorePath kept = place.layout.history(RUN).child("counts-00000.json");
    place.write(kept, "counts");
    assertThat(cleanUp()).isEmpty();
    assertThat(place.memory.files().get(kept)).asString().isEqualTo("counts");
    assertThat(place.exists(place.layout.run(RUN))).isFalse();
  }

  @Test
  void aFileThatAnotherCleanUpHasTakenIsFine() throws IOException {
    place.store.before(Call.RENAME, "/plan", () -> place.memory.deleteAll(place.layout.run(RUN)));
    assertThat(cleanUp()).isEmpty();
    assertThat(place.exists(place.layout.history(RUN).child("plan"))).isFalse();
  }

  @Test
  void aFileThatCannotBeMovedStays() throws IOException {
    StorePath plan = place.layout.plan(RUN);
    place.store.before(Call.RENAME, "/plan", ScriptedStore.fail());
    assertThatThrownBy(this::cleanUp).hasMessageContaining("the next run will retry");
    assertThat(place.exists(plan)).isTrue();
    assertThat(cleanUp()).isEmpty();
    assertThat(place.exists(place.layout.history(RUN).child("plan"))).isTrue();
  }

  @Test
  void aManifestIsMovedAfterTheSmallFilesOfItsTask() {
    place.store.before(Call.RENAME, "/counts-00000.json", ScriptedStore.fail());
    assertThatThrownBy(this::cleanUp).hasMessageContaining("the next run will retry");
    assertThat(cleanUp()).isEmpty();
    StorePath history = place.layout.history(RUN);
    assertThat(place.exists(history.child("counts-00000.json"))).isTrue();
    assertThat(place.exists(history.child("tasks/00000.manifest"))).isTrue();
  }

  @Test
  void everyTwentyRecordsThereIsACheckpoint() {
    for (int record = 3; record < 20; record++) {
      append(log, Workplace.sets("clicks", record, 0));
    }
    cleanUp();
    assertThat(place.exists(place.layout.commitFile(19, CommitFile.CHECKPOINT))).isFalse();
    append(log, Workplace.sets("clicks", 20, 0));
    cleanUp();
    assertThat(place.exists(place.layout.commitFile(20, CommitFile.CHECKPOINT))).isTrue();
  }
}
