package io.camus.commit;

import static io.camus.commit.Workplace.RUN;
import static io.camus.commit.Workplace.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Layout.CommitFile;
import io.camus.commit.ScriptedStore.Call;
import io.camus.model.LogEntry;
import io.camus.model.Problem;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private static final String NAME = "clicks+0+10.g0";
  private static final StorePath TARGET = new StorePath("/data/clicks/hourly/" + NAME);

  private final Workplace place = new Workplace();
  private StorePath staged;
  private CommitLog log;

  @BeforeEach
  void commit() throws IOException {
    log = place.opened();
    place.finishTask(RUN, 0, place.pulled(RUN, "attempt-0", range("clicks", 0, 10)));
    place.runCommit(log).close();
    staged = place.layout.attempt(RUN, "attempt-0").child("data/" + NAME);
  }

  private List<Problem> publish() {
    return OneByOne.publisher(place.store, log).publishAll();
  }

  private boolean marked() {
    return place.exists(place.layout.commitFile(2, CommitFile.PUBLISHED));
  }

  private void assertDone() {
    assertThat(publish()).isEmpty();
    assertThat(place.exists(TARGET)).isTrue();
    assertThat(place.exists(staged)).isFalse();
    assertThat(marked()).isTrue();
    assertThat(log.unpublished()).isEmpty();
  }

  private void assertNamed(String... words) {
    assertThat(publish())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.where()).isEqualTo(TARGET.value());
              assertThat(problem.message()).contains(words);
              assertThat(problem.severity()).isEqualTo(Problem.Severity.OUTSIDE);
            });
    assertThat(marked()).isFalse();
    assertThat(log.unpublished()).containsExactly(2L);
  }

  /** What another publisher does. */
  private void moveIntoPlace() throws IOException {
    place.memory.makeDirectories(TARGET.parent());
    place.memory.rename(staged, TARGET);
  }

  private void copyIntoPlace() throws IOException {
    place.memory.makeDirectories(TARGET.parent());
    place.write(TARGET, place.memory.files().get(staged));
  }

  @Test
  void aFileIsRenamedAndItsDirectoryMade() {
    assertDone();
  }

  @Test
  void aFileThatAnotherPublisherMovedIsDone() throws IOException {
    moveIntoPlace();
    assertDone();
  }

  @Test
  void anAmbiguousRenameIsDone() throws IOException {
    place.memory.makeDirectories(TARGET.parent());
    place.store.after(Call.RENAME, NAME, ScriptedStore.fail());
    assertDone();
  }

  @Test
  void aLinkWhoseUnlinkDidNotHappenLosesItsOldName() throws IOException {
    copyIntoPlace();
    assertDone();
  }

  @Test
  void anUnlinkThatAnotherPublisherDidIsFine() throws IOException {
    copyIntoPlace();
    place.store.before(Call.OPEN, NAME, () -> place.memory.delete(staged));
    assertDone();
  }

  @Test
  void aStrangerInTheFinalPlaceIsNamedAndNothingIsTouched() throws IOException {
    place.write(TARGET, "not ours");
    assertNamed("another file has this name", staged.value());
    assertThat(place.exists(staged)).isTrue();
  }

  @Test
  void aFileThatAnotherPublisherMovesBetweenTheTwoLooksIsDone() throws IOException {
    // The directory is missing, so the publisher looks: the source is there, then it is gone.
    place.store.after(Call.STAT, "data/" + NAME, this::moveIntoPlace);
    assertDone();
  }

  @Test
  void aFileThatAnotherPublisherMovesBeforeTheFirstLookIsDone() throws IOException {
    place.store.before(Call.STAT, "data/" + NAME, this::moveIntoPlace);
    assertDone();
  }

  @Test
  void aFileThatIsNowhereIsNamed() throws IOException {
    place.memory.delete(staged);
    assertNamed("neither here nor at", "commit record 2");
  }

  @Test
  void aFileOfAnotherLengthIsNamed() throws IOException {
    place.memory.delete(staged);
    place.write(TARGET, "short");
    assertNamed("has 5 bytes");
  }

  @Test
  void aFileThatAUserMovedAfterItWasPublishedIsDone() throws IOException {
    // This publisher's picture of the log is older than the mark.
    CommitLog other = place.log(place.memory);
    OneByOne.publisher(place.memory, other).publishAll();
    place.memory.delete(TARGET);
    assertThat(publish()).isEmpty();
  }

  @Test
  void aFileThatAUserRewroteAfterItWasPublishedIsDone() throws IOException {
    OneByOne.publisher(place.memory, place.log(place.memory)).publishAll();
    place.memory.delete(TARGET);
    place.write(TARGET, "compacted");
    assertThat(publish()).isEmpty();
  }

  @Test
  void oneFileThatCannotBePublishedDoesNotHoldBackTheOthers() throws IOException {
    place.memory.delete(staged);
    Workplace.append(log, new LogEntry.Opens(Workplace.run(2), Workplace.OWNER));
    place.finishTask(
        Workplace.run(2), 0, place.pulled(Workplace.run(2), "attempt-0", range("clicks", 10, 20)));
    OneByOne.runCommit(place.store, place.layout, log, Workplace.GENEROUS, Workplace.run(2))
        .close();
    assertThat(publish()).hasSize(1);
    assertThat(log.unpublished()).containsExactly(2L);
    assertThat(place.exists(new StorePath("/data/clicks/hourly/clicks+10+20.g0"))).isTrue();
  }

  @Test
  void theMarkIsMadeOnlyAfterTheFileWasSeen() throws IOException {
    place.store.before(
        Call.CREATE,
        CommitFile.PUBLISHED.suffix(),
        () -> assertThat(place.exists(TARGET)).isTrue());
    assertDone();
  }

  @Test
  void publishingAgainChangesNothing() throws IOException {
    publish();
    int writes = place.store.writes();
    assertThat(publish()).isEmpty();
    assertThat(place.store.writes()).isEqualTo(writes);
  }

  @Test
  void aSourceThatGoesWhileBothNamesAreThereWasMovedByAnother() throws IOException {
    copyIntoPlace();
    place.store.before(Call.STAT, "data/" + NAME, () -> place.memory.delete(staged));
    assertDone();
  }

  @Test
  void aSourceThatGoesAndAStrangerInItsPlaceAreNamed() throws IOException {
    place.write(TARGET, "not ours");
    place.store.before(Call.STAT, "data/" + NAME, () -> place.memory.delete(staged));
    assertNamed("has 8 bytes");
  }

  @Test
  void bothNamesThatGoAreNamed() throws IOException {
    copyIntoPlace();
    place.store.before(
        Call.STAT,
        "data/" + NAME,
        () -> {
          place.memory.delete(staged);
          place.memory.delete(TARGET);
        });
    assertNamed("neither here nor at");
  }

  @Test
  void aTargetThatGoesBeforeItIsComparedIsNamed() throws IOException {
    copyIntoPlace();
    place.store.before(Call.OPEN, NAME, () -> place.memory.delete(TARGET));
    assertNamed("neither here nor at");
    assertThat(place.exists(staged)).isTrue();
    assertDone();
  }

  private void failRenames(int times) throws IOException {
    place.memory.makeDirectories(TARGET.parent());
    for (int i = 0; i < times; i++) {
      place.store.before(Call.RENAME, NAME, ScriptedStore.fail());
    }
  }

  @Test
  void theFifthFailureDoesNotDiscourage() throws IOException {
    failRenames(5);
    assertDone();
  }

  @Test
  void sixFailuresAreToldAndTheNextRunGoesOn() throws IOException {
    failRenames(6);
    assertNamed("cannot be published now", "timed out");
    assertDone();
  }

  @Test
  void aDirectoryThatCannotBeMadeIsTold() throws IOException {
    for (int i = 0; i < 30; i++) {
      place.store.before(
          Call.RENAME,
          NAME,
          () -> {
            throw new NoSuchFileException(TARGET.value());
          });
    }
    assertNamed("cannot be published now", "no directory for " + TARGET);
  }
}
