package io.camus.commit;

import static io.camus.commit.Workplace.RUN;
import static io.camus.commit.Workplace.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.ScriptedStore.Call;
import io.camus.commit.TaskCommit.Outcome;
import io.camus.model.LogEntry;
import io.camus.model.TaskManifest;
import io.camus.spi.StorePath;
import io.camus.wire.ManifestFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskCommitTest {
  private static final String MANIFEST = "00000.manifest";

  private final Workplace place = new Workplace();
  private CommitLog log;

  @BeforeEach
  void openTheRun() throws IOException {
    log = place.opened();
  }

  /** As another driver does that takes the run over and cleans up. */
  private void endTheRun() throws IOException {
    Workplace.append(log, new LogEntry.Closes(RUN));
    place.memory.deleteAll(place.layout.run(RUN));
  }

  private TaskCommit prepared(String attempt) throws IOException {
    TaskCommit commit = OneByOne.taskCommit(place.store, place.layout, RUN, 0, attempt);
    commit.prepare(
        new TaskManifest(
            RUN,
            0,
            attempt,
            List.of(place.pulled(RUN, attempt, range("clicks", 0, 10))),
            List.of()));
    return commit;
  }

  private StorePath dataOf(String attempt) {
    return place.layout.attempt(RUN, attempt).child("data/clicks+0+10.g0");
  }

  private TaskManifest read(StorePath path) throws IOException {
    return ManifestFile.read(place.memory.open(path), path.toString());
  }

  private String winner() throws IOException {
    return read(place.layout.manifest(RUN, 0)).attempt();
  }

  @Test
  void losingAttemptLeavesTheWinnerUntouched() throws IOException {
    TaskCommit first = prepared("first");
    TaskCommit second = prepared("second");
    assertThat(first.commit()).isEqualTo(Outcome.WON);
    assertThat(second.commit()).isEqualTo(Outcome.LOST);
    assertThat(winner()).isEqualTo("first");
    assertThat(place.exists(dataOf("first"))).isTrue();
    assertThat(place.exists(place.layout.attempt(RUN, "second"))).isFalse();
  }

  @Test
  void noticesOfAnAttemptAreKeptAndThoseOfOlderManifestsAreNone() throws IOException {
    StorePath path = new StorePath("/told.manifest");
    ManifestFile.write(
        place.memory.create(path),
        new TaskManifest(RUN, 0, "told", List.of(), List.of("few descriptors")));
    assertThat(read(path).notices()).containsExactly("few descriptors");

    prepared("first").commit();
    StorePath silent = place.layout.manifest(RUN, 0);
    assertThat(read(silent).notices()).isEmpty();
    assertThat(place.memory.files().get(silent))
        .asString(StandardCharsets.UTF_8)
        .startsWith(
            "{\"camus\":\"task-manifest\",\"version\":2,\"header\":{\"run\":\""
                + RUN
                + "\",\"task\":0,\"attempt\":\"first\"}}\n");
  }

  @Test
  void anAttemptThatBeginsWhenItsTaskIsDoneCanTell() throws IOException {
    TaskCommit late = OneByOne.taskCommit(place.store, place.layout, RUN, 0, "late");
    TaskCommit first = prepared("first");
    assertThat(late.isDecided()).as("a prepared manifest decides nothing").isFalse();
    first.commit();
    assertThat(late.isDecided()).isTrue();
    assertThat(place.exists(place.layout.attempt(RUN, "late"))).isFalse();
  }

  @Test
  void anAmbiguousRenameThatTookEffectHasWon() throws IOException {
    TaskCommit commit = prepared("first");
    place.store.after(Call.RENAME, MANIFEST, ScriptedStore.fail());
    assertThat(commit.commit()).isEqualTo(Outcome.WON);
    assertThat(place.exists(dataOf("first"))).isTrue();
  }

  @Test
  void aRenameThatFailedIsTriedAgain() throws IOException {
    TaskCommit commit = prepared("first");
    place.store.before(Call.RENAME, MANIFEST, ScriptedStore.fail());
    assertThat(commit.commit()).isEqualTo(Outcome.WON);
  }

  @Test
  void anAttemptThatFindsItsOwnManifestHasWonAndKeepsItsFiles() throws IOException {
    TaskCommit commit = prepared("first");
    commit.commit();
    assertThat(commit.commit()).isEqualTo(Outcome.WON);
    assertThat(place.exists(dataOf("first"))).isTrue();
  }

  @Test
  void anAttemptOfARunThatIsOverFailsAndDeletesNothing() throws IOException {
    TaskCommit commit = prepared("first");
    endTheRun();
    assertThatThrownBy(commit::commit)
        .isInstanceOf(IOException.class)
        .hasMessage("run " + RUN + " is over: the commit log has closed it");
    assertThat(place.exists(place.layout.run(RUN))).isFalse();
  }

  @Test
  void anAttemptWhoseRunEndsWhileItCommitsFails() throws IOException {
    TaskCommit commit = prepared("first");
    place.store.before(Call.OPEN, "/first/manifest", this::endTheRun);
    assertThatThrownBy(commit::commit)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is over");
    assertThat(place.memory.files().keySet())
        .noneMatch(path -> path.value().startsWith(place.layout.runs().value()));
  }

  @Test
  void aCommitThatIsAskedForWhenTheRunIsOverMakesNoDirectory() throws IOException {
    TaskCommit commit = prepared("first");
    commit.commit();
    endTheRun();
    assertThatThrownBy(commit::commit).hasMessageContaining("is over");
    assertThat(place.exists(place.layout.run(RUN))).isFalse();
  }

  @Test
  void anAttemptThatCannotFindOutDeletesNothing() throws IOException {
    TaskCommit first = prepared("first");
    TaskCommit second = prepared("second");
    first.commit();
    for (int i = 0; i < 10; i++) {
      place.store.before(Call.OPEN, MANIFEST, ScriptedStore.fail());
    }
    assertThatThrownBy(second::commit).isInstanceOf(IOException.class);
    assertThat(place.exists(dataOf("second"))).isTrue();
  }

  @Test
  void aLoserWhoseCleaningFailsIsALoserAllTheSame() throws IOException {
    TaskCommit first = prepared("first");
    TaskCommit second = prepared("second");
    first.commit();
    place.store.before(Call.DELETE, "attempts/second", ScriptedStore.fail());
    assertThat(second.commit()).isEqualTo(Outcome.LOST);
    assertThat(place.exists(place.layout.attempt(RUN, "second"))).isFalse();
  }

  @Test
  void theManifestIsReadAsItWasWritten() throws IOException {
    TaskManifest manifest =
        place.finishTask(RUN, 3, place.pulled(RUN, "attempt-3", range("clicks", 0, 10)));
    assertThat(read(place.layout.manifest(RUN, 3))).isEqualTo(manifest);
  }

  private void failRenamesAndLooks(int times) {
    for (int i = 0; i < times; i++) {
      place.store.before(Call.RENAME, MANIFEST, ScriptedStore.fail());
      place.store.before(Call.OPEN, MANIFEST, ScriptedStore.fail());
    }
  }

  @Test
  void theFourthFailureDoesNotDiscourage() throws IOException {
    TaskCommit commit = prepared("first");
    failRenamesAndLooks(4);
    assertThat(commit.commit()).isEqualTo(Outcome.WON);
  }

  @Test
  void fiveFailuresAreToldWithTheLastLook() throws IOException {
    TaskCommit commit = prepared("first");
    failRenamesAndLooks(5);
    assertThatThrownBy(commit::commit)
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(commit.commit()).isEqualTo(Outcome.WON);
  }

  @Test
  void betweenTriesItWaitsAndAfterTheLastOneItDoesNot() throws IOException {
    List<Integer> waits = new ArrayList<>();
    prepared("first");
    TaskCommit commit = new TaskCommit(place.store, place.layout, RUN, 0, "first", waits::add);
    failRenamesAndLooks(5);
    assertThatThrownBy(commit::commit).isInstanceOf(IOException.class);
    assertThat(waits).containsExactly(1, 2, 3, 4);
  }
}
