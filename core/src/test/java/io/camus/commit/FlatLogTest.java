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
import io.camus.format.Lines;
import io.camus.model.CommitRecord;
import io.camus.model.LogEntry;
import io.camus.model.StorageException;
import io.camus.spi.StorePath;
import io.camus.verify.Depth;
import io.camus.verify.Verification;
import io.camus.verify.VerifyReport;
import io.camus.wire.RecordFile;
import io.camus.wire.SignpostFile;
import io.camus.wire.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logs whose records earlier versions have kept in one flat directory. */
class FlatLogTest {
  private final Workplace place = new Workplace();

  /** Four records, of which the second waits for its publishing and its counts. */
  private void flatLog() throws IOException {
    CommitLog log = place.opened();
    place.finishTask(RUN, 0, place.pulled(RUN, "attempt-0", range("clicks", 0, 10)));
    place.runCommit(log).close();
    append(log, sets("views", 0, 7));
    append(log, new LogEntry.Opens(run(2), OWNER));
    flatten();
  }

  /** Moves all files of the log to where earlier versions had them. */
  private void flatten() throws IOException {
    place.memory.delete(place.layout.flatFile(1, CommitFile.RECORD));
    for (StorePath file : List.copyOf(place.memory.files().keySet())) {
      StorePath directory = file.parent();
      if (directory.parent().equals(place.layout.commits())
          || directory.equals(place.layout.checkpoints())) {
        place.memory.rename(file, place.layout.commits().child(file.name()));
      }
    }
    for (String name : place.memory.names(place.layout.commits())) {
      if (Layout.isSegment(name)) {
        place.memory.deleteAll(place.layout.commits().child(name));
      }
    }
  }

  private boolean isFlat(long number, CommitFile kind) {
    return place.exists(place.layout.flatFile(number, kind));
  }

  private boolean isInSegment(long number, CommitFile kind) {
    return place.exists(place.layout.commitFile(number, kind));
  }

  private VerifyReport verify() {
    return new Verification(
            place.memory, place.layout, Verification.Settings.of(Depth.NAMES, Lines.readers("\n")))
        .verify();
  }

  @Test
  void itIsReadAsItIs() throws IOException {
    flatLog();
    int writes = place.store.writes();
    CommitLog log = place.log();
    assertThat(log.state().number()).isEqualTo(4);
    assertThat(log.state().openRuns()).containsOnlyKeys(run(2));
    assertThat(log.unpublished()).containsExactly(2L);
    assertThat(log.unaudited()).containsExactly(2L);
    assertThat(place.store.writes()).as("reading changes nothing").isEqualTo(writes);
  }

  @Test
  void itGoesOnInSegmentsBehindASignpost() throws IOException {
    flatLog();
    append(place.log(), new LogEntry.Closes(run(2)));
    assertThat(isFlat(4, CommitFile.RECORD)).isTrue();
    assertThat(isInSegment(5, CommitFile.RECORD)).isTrue();
    StorePath signpost = place.layout.flatFile(5, CommitFile.RECORD);
    assertThat(SignpostFile.isOne(place.memory.open(signpost), "it")).isTrue();

    CommitLog next = place.log();
    assertThat(next.state().number()).isEqualTo(5);
    assertThat(next.state().openRuns()).isEmpty();
    assertThat(next.unpublished()).containsExactly(2L);
    assertThat(next.read(2).number()).isEqualTo(2);
    assertThat(next.read(5).number()).isEqualTo(5);
  }

  @Test
  void marksStayBesideTheirRecords() throws IOException {
    flatLog();
    CommitLog log = place.log();
    append(log, new LogEntry.Closes(run(2)));
    assertThat(OneByOne.publisher(place.store, log).publishAll()).isEmpty();
    log.markAudited(2);
    assertThat(isFlat(2, CommitFile.PUBLISHED)).isTrue();
    assertThat(isFlat(2, CommitFile.AUDITED)).isTrue();

    log.checkpointEvery(1);
    assertThat(isInSegment(5, CommitFile.CHECKPOINT)).isTrue();
    place.store.before(Call.LIST, "/commits", ScriptedStore.fail());
    CommitLog next = place.log();
    assertThat(next.state().number()).isEqualTo(5);
    assertThat(next.unaudited()).isEmpty();
    assertThat(next.read(3).number()).as("the checkpoint tells what is flat").isEqualTo(3);
  }

  @Test
  void aCheckpointOfAnEarlierVersionCounts() throws IOException {
    CommitLog log = place.log();
    append(log, sets("clicks", 0, 0));
    append(log, sets("views", 0, 0));
    log.checkpointEvery(1);
    append(log, new LogEntry.Opens(RUN, OWNER));
    flatten();
    place.memory.delete(place.layout.flatFile(1, CommitFile.RECORD));
    assertThat(place.log().state().positions()).hasSize(2);
    assertThat(place.log().state().number()).isEqualTo(3);
  }

  @Test
  void aMissingRecordIsNoticed() throws IOException {
    flatLog();
    place.memory.delete(place.layout.flatFile(3, CommitFile.RECORD));
    assertThatThrownBy(place::log)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(place.layout.flatFile(3, CommitFile.RECORD).toString());
  }

  @Test
  void aMissingRecordBehindTheSignpostIsNoticed() throws IOException {
    flatLog();
    CommitLog log = place.log();
    append(log, sets("a", 0, 0));
    append(log, sets("b", 0, 0));
    place.memory.delete(place.layout.commitFile(5, CommitFile.RECORD));
    assertThatThrownBy(place::log).hasMessageContaining("has record 6 but not this one");
  }

  @Test
  void aDriverOfAnEarlierVersionMayBeFaster() throws IOException {
    flatLog();
    CommitLog log = place.log();
    StorePath record = place.layout.flatFile(5, CommitFile.RECORD);
    place.store.before(
        Call.RENAME, record.name(), () -> place.write(record, recordOfAnEarlierVersion()));
    append(log, sets("views", 1, 9));
    assertThat(log.state().number()).isEqualTo(6);
    assertThat(isInSegment(6, CommitFile.RECORD)).isTrue();
    assertThat(place.log().state().openRuns()).containsOnlyKeys(run(2), run(3));
  }

  /** Record 5, which opens run 3. */
  private byte[] recordOfAnEarlierVersion() throws IOException {
    Workplace other = new Workplace();
    CommitLog log = other.log();
    for (int i = 0; i < 4; i++) {
      append(log, sets("any", i, 0));
    }
    append(log, new LogEntry.Opens(run(3), OWNER));
    return other.memory.files().get(other.layout.commitFile(5, CommitFile.RECORD));
  }

  @Test
  void aDriverThatDiesBehindItsSignpostLeavesALogThatGoesOn() throws IOException {
    flatLog();
    CommitLog log = place.log();
    for (int i = 0; i < 10; i++) {
      place.store.before(
          Call.RENAME, "/00000000000000001/00000000000000000005.json", ScriptedStore.fail());
    }
    assertThatThrownBy(() -> append(log, sets("a", 0, 0))).isInstanceOf(StorageException.class);
    assertThat(isFlat(5, CommitFile.RECORD)).isTrue();
    assertThat(isInSegment(5, CommitFile.RECORD)).isFalse();

    CommitLog next = place.log();
    assertThat(next.state().number()).isEqualTo(4);
    assertThat(append(next, sets("a", 0, 0)).number()).isEqualTo(5);
  }

  @Test
  void anotherDriverSeesTheSignpostWhenItAppends() throws IOException {
    flatLog();
    CommitLog slow = place.log();
    append(place.log(place.memory), sets("a", 0, 0));
    assertThat(append(slow, sets("b", 0, 0)).number()).isEqualTo(6);
    assertThat(isInSegment(6, CommitFile.RECORD)).isTrue();
  }

  @Test
  void aLogThatHasLostItsSignpostIsNotEmpty() throws IOException {
    append(place.log(), sets("clicks", 0, 0));
    place.memory.delete(place.layout.flatFile(1, CommitFile.RECORD));
    assertThat(place.log().state().number()).isEqualTo(1);
    assertThat(append(place.log(), sets("clicks", 1, 0)).number()).isEqualTo(2);
  }

  @Test
  void aFlatListThatHasLostItsSignpostIsReadToItsEnd() throws IOException {
    flatLog();
    append(place.log(), sets("a", 0, 0));
    place.memory.delete(place.layout.flatFile(5, CommitFile.RECORD));
    assertThat(place.log().state().number()).isEqualTo(5);
    assertThat(append(place.log(), sets("b", 0, 0)).number()).isEqualTo(6);
  }

  @Test
  void anIndexFollowsItAcrossItsSignpost() throws IOException {
    flatLog();
    LiveFiles index = new LiveFiles(new LogReader(place.memory, place.layout), file -> true);
    index.refresh();
    assertThat(index.files()).extracting(LiveFile::published).containsExactly(false);
    byte[] signpost = signpost();
    place.write(place.layout.flatFile(5, CommitFile.RECORD), signpost);
    index.refresh();
    assertThat(index.number()).as("a signpost is no record").isEqualTo(4);
    CommitLog log = place.log();
    append(log, new LogEntry.Closes(run(2)));
    OneByOne.publisher(place.store, log).publishAll();
    index.refresh();
    assertThat(index.number()).isEqualTo(5);
    assertThat(index.files()).extracting(LiveFile::published).containsExactly(true);
  }

  /** The signpost at number 5, as a driver leaves it that dies behind it. */
  private static byte[] signpost() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SignpostFile.write(
        out, new CommitRecord.Header(5, "0", "writer", Workplace.NOW, Optional.empty()));
    return out.toByteArray();
  }

  @Test
  void anIndexDoesNotTakeASignpostForAMissingRecord() throws IOException {
    flatLog();
    place.log().checkpointEvery(1);
    LiveFiles index = new LiveFiles(new LogReader(place.store, place.layout), file -> true);
    byte[] signpost = signpost();
    index.readTo(4);
    place.store.before(
        Call.LIST,
        "/commits",
        () -> place.write(place.layout.flatFile(5, CommitFile.RECORD), signpost));
    index.refresh();
    assertThat(place.exists(place.layout.flatFile(5, CommitFile.RECORD))).isTrue();
    assertThat(index.number()).isEqualTo(4);
  }

  @Test
  void anEarlierVersionStopsAtASignpostAndSaysWhy() throws IOException {
    append(place.log(), sets("clicks", 0, 0));
    StorePath signpost = place.layout.flatFile(1, CommitFile.RECORD);
    byte[] content = place.memory.files().get(signpost);
    assertThat(new String(content, StandardCharsets.UTF_8))
        .as("an earlier version reads the first line and stops at the number")
        .startsWith("{\"camus\":\"commit-record\",\"version\":3,\"header\":{\"number\":1,");
    assertThatThrownBy(() -> RecordFile.read(new ByteArrayInputStream(content), 1, "it"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageStartingWith("it has version 3, but this Camus reads version 2");
  }

  @Test
  void itsReaderKnowsWhereRecordsAndMarksAre() throws IOException {
    flatLog();
    assertThat(reader().segments()).containsExactly(place.layout.commits());
    assertThat(reader().recordPath(2)).isEqualTo(place.layout.flatFile(2, CommitFile.RECORD));
    append(place.log(), new LogEntry.Closes(run(2)));
    StorePath segment = place.layout.commitFile(5, CommitFile.RECORD).parent();
    assertThat(reader().segments()).containsExactly(place.layout.commits(), segment);
    assertThat(reader().recordPath(4).parent()).isEqualTo(place.layout.commits());
    assertThat(reader().recordPath(5).parent()).isEqualTo(segment);
    assertThat(reader().isPublished(2)).isFalse();
    place.log().markPublished(2);
    assertThat(reader().isPublished(2)).isTrue();
    assertThat(reader().read(5).number()).isEqualTo(5);
  }

  @Test
  void aLogThatNeverWasFlatHasNoFlatDirectory() throws IOException {
    append(place.log(), sets("clicks", 0, 0));
    assertThat(reader().segments())
        .containsExactly(place.layout.commitFile(1, CommitFile.RECORD).parent());
  }

  @Test
  void aLostSignpostIsFound() throws IOException {
    flatLog();
    assertThat(reader().lostSignpost()).as("there is none yet").isEmpty();
    append(place.log(), new LogEntry.Closes(run(2)));
    assertThat(reader().lostSignpost()).isEmpty();
    StorePath signpost = place.layout.flatFile(5, CommitFile.RECORD);
    place.memory.delete(signpost);
    assertThat(reader().lostSignpost()).contains(signpost);
  }

  private LogReader reader() {
    return new LogReader(place.memory, place.layout);
  }

  @Test
  void itIsVerifiedAcrossItsSignpost() throws IOException {
    flatLog();
    CommitLog log = place.log();
    append(log, new LogEntry.Closes(run(2)));
    OneByOne.publisher(place.store, log).publishAll();
    assertThat(verify().violations()).isEmpty();
    assertThat(verify().records()).isEqualTo(5);

    place.memory.delete(place.layout.flatFile(4, CommitFile.RECORD));
    assertThat(verify().violations())
        .anySatisfy(it -> assertThat(it.meaning()).contains("record 4 is missing"));
  }
}
